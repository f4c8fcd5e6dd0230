export const zh = {
  searchParams: {
    title: '设置筛选项 · {{stage}}',
    hint: '打开的筛选项会按右侧的顺序出现在列表上方，只影响你自己的这个阶段。',
  },
  columns: {
    title: '设置列 · {{stage}}',
    hint: '打开的列会按右侧的顺序出现在列表中，只影响你自己的这个阶段。',
    ofView: '当前视图自带列设置：这里的修改只对你生效，直到你更新视图或另存为新视图。',
  },
  inUse_other: '使用中（{{count}}）· 拖动排序',
  noneInUse: '左侧打开的项目会出现在这里。',
  required: '必选',
  remove: '移除 {{name}}',
  reset: '恢复默认',
  notSaved: '没有保存，你的修改还在',
  drag: {
    handle: '调整 {{name}} 的顺序',
    instructions: '按空格键拿起，用上下方向键移动，再按空格键放下，按 Esc 取消。',
    start: '已拿起 {{name}}',
    over: '{{name}} 移到第 {{place}} 位',
    end: '{{name}} 放在第 {{place}} 位',
    cancel: '已取消，{{name}} 回到原位',
  },
} as const;
