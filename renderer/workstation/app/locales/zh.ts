export const zh = {
  errors: {
    unreachable: '无法连接到 Credo 服务。请确认程序仍在运行，然后重试。',
    unreadable: '收到了无法识别的回复。请重试；若仍如此，请重启 Credo。',
    failed: '服务出错（HTTP {{status}}）。请稍后重试。',
    signIn:
      '登录已失效。请在新标签页用 Credo 启动时显示的地址重新打开，再回到这里重试，写的内容还在。',
    title: '操作未完成',
    crashed: '这个页面出错了',
    crashedHint: '已输入的内容可能没有保存；其余数据不受影响。请重新加载页面。',
    reload: '重新加载',
    retry: '重试',
  },
  nav: {
    main: '主导航',
    pipeline: '候选人',
    review: '评审',
    templates: '模板',
    outbox: '发件箱',
    settings: '工作区设置',
  },
  theme: { label: '外观', light: '浅色', dark: '深色', auto: '跟随系统' },
  language: { label: '语言', zh: '中文', en: 'English', system: '跟随系统' },
  live: {
    lost: '实时更新已中断，正在重新连接…',
  },
  actions: {
    cancel: '取消',
    close: '关闭',
    closeDialog: '关闭对话框',
    confirm: '确定',
    save: '保存',
    undo: '撤销',
    clearFilter: '清除筛选：{{name}}',
  },
  unsaved: {
    title: '有修改尚未保存',
    text: '关闭后，这些修改会丢失。',
    keep: '继续编辑',
    discard: '放弃修改',
  },
  loading: '正在加载',
} as const;
