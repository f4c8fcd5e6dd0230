import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language, LocalizedText } from '../../shared/language.ts';

const texts = {
  file: { zh: '文件', en: 'File' },
  quit: { zh: '退出 Credo', en: 'Quit Credo' },
  edit: { zh: '编辑', en: 'Edit' },
  undo: { zh: '撤销', en: 'Undo' },
  redo: { zh: '重做', en: 'Redo' },
  cut: { zh: '剪切', en: 'Cut' },
  copy: { zh: '复制', en: 'Copy' },
  paste: { zh: '粘贴', en: 'Paste' },
  selectAll: { zh: '全选', en: 'Select All' },
  view: { zh: '视图', en: 'View' },
  reload: { zh: '重新载入', en: 'Reload' },
  actualSize: { zh: '实际大小', en: 'Actual Size' },
  zoomIn: { zh: '放大', en: 'Zoom In' },
  zoomOut: { zh: '缩小', en: 'Zoom Out' },
  fullScreen: { zh: '全屏', en: 'Full Screen' },
  developer: { zh: '开发者工具', en: 'Developer Tools' },
  window: { zh: '窗口', en: 'Window' },
  minimize: { zh: '最小化', en: 'Minimize' },
  close: { zh: '关闭', en: 'Close' },
} as const satisfies Record<string, LocalizedText>;

/** Sets the application's menu in a language. Developer tools are for development alone. */
export function setMenu(language: Language): void {
  const item = (
    name: keyof typeof texts,
    role: MenuItemConstructorOptions['role'],
  ): MenuItemConstructorOptions => ({ label: texts[name][language], role });
  const menu = (name: keyof typeof texts, submenu: MenuItemConstructorOptions[]) => ({
    label: texts[name][language],
    submenu,
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin'
      ? [{ label: 'Credo', submenu: [item('quit', 'quit')] }]
      : [menu('file', [item('quit', 'quit')])]),
    menu('edit', [
      item('undo', 'undo'),
      item('redo', 'redo'),
      separator,
      item('cut', 'cut'),
      item('copy', 'copy'),
      item('paste', 'paste'),
      item('selectAll', 'selectAll'),
    ]),
    menu('view', [
      item('reload', 'reload'),
      separator,
      item('actualSize', 'resetZoom'),
      item('zoomIn', 'zoomIn'),
      item('zoomOut', 'zoomOut'),
      separator,
      item('fullScreen', 'togglefullscreen'),
      ...(app.isPackaged ? [] : [item('developer', 'toggleDevTools')]),
    ]),
    menu('window', [item('minimize', 'minimize'), item('close', 'close')]),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
