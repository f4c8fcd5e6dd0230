import { beforeAll, expect, it } from 'vitest';
import { useUi } from '../app/ui-store.ts';
import { startI18n } from '../i18n/i18n.ts';
import { usePipeline } from '../pipeline/pipeline-store.ts';
import { buildCommands, findCommands } from './commands.ts';

const told: string[] = [];
const tools = {
  setColorScheme: (scheme: string) => void told.push(scheme),
  setLanguage: (language: string) => void told.push(language),
};
beforeAll(() => startI18n('zh'));

const found = (query: string) =>
  findCommands(buildCommands('zh', tools), [buildCommands('en', tools)], query);

it('finds by the words of either language', () => {
  expect(found('深色').map(({ id }) => id)).toEqual(['theme-dark']);
  expect(found('DARK').map(({ id }) => id)).toEqual(['theme-dark']);
  expect(found('import').map(({ id }) => id)).toEqual(['add-import', 'settings-imports']);
  expect(found('外观：深色').map(({ id }) => id)).toEqual(['theme-dark']);
  expect(found('没有这个命令')).toEqual([]);
  expect(found('').length).toBe(buildCommands('zh', tools).length);
});

it('does what it says', () => {
  const run = (id: string) =>
    found('')
      .find((command) => command.id === id)
      ?.run();
  run('theme-dark');
  run('language-en');
  expect(told).toEqual(['dark', 'en']);
  run('stage-2');
  expect(usePipeline.getState().view.stageTypeId).toBe(2);
  run('settings-mail');
  expect(useUi.getState()).toMatchObject({ workspaceSettings: true, settingsSection: 'mail' });
  run('add-candidate');
  expect(useUi.getState().adding).toBe('candidate');
});
