export const zh = {
  title: '欢迎使用 Credo',
  intro: '数据都保存在这台电脑上，不联网也能使用。',
  steps: { company: '创建工作区', data: '选择从哪里开始' },
  step: '第 {{number}} 步，共 2 步',
  company: '公司名称',
  companyHint: '候选人在邮件和上传页面上看到的名称',
  name: '您的姓名',
  nameHint: '候选人会看到是谁发起的，评审记录里也会写上',
  address: '您的邮箱（选填）',
  addressHint: '候选人的回复寄到这里',
  timeZone: '时区',
  required: '不能为空',
  continue: '继续',
  choices: {
    import: { title: '导入候选人', text: '从 Excel 或 CSV 文件，先检查再写入，可以整批撤销。' },
    samples: {
      title: '先看看示例',
      text: '载入示例候选人和材料。不会给任何人发消息，之后可以在设置里一次移除。',
    },
    central: {
      title: '加入公司',
      text: '用管理员给的加入码连接公司的中心服务器，与同事共用数据。',
    },
    empty: { title: '从空白开始', text: '直接进入，之后再逐个新增或导入。' },
  },
  loadingSamples: '正在载入示例…',
  failed: '没有完成',
} as const;
