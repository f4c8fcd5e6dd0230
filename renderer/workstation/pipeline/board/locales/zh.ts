export const zh = {
  mode: {
    label: '显示方式',
    list: '列表',
    stages: '看板：按阶段',
    steps: '看板：按当前阶段的步骤',
  },
  column: '{{name}}，{{count}} 人',
  today: '今天',
  changed: '更新于 {{time}}',
  empty: '暂无候选人',
  failed: '看板加载失败',
  kind: { degree: '学历', income: '薪资' },
  drag: {
    instructions:
      '按空格键拿起卡片，用左右方向键移到其他列，再按空格键放下，按 Esc 键取消。按回车键打开候选人。',
    start: '已拿起 {{name}}',
    over: '{{name}} 在「{{column}}」上方',
    outside: '{{name}} 不在任何列上方',
    end: '{{name}} 已放到「{{column}}」',
    cancel: '已取消，{{name}} 回到原处',
  },
} as const;
