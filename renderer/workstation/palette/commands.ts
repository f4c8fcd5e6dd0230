import type { MantineColorScheme } from '@mantine/core';
import {
  IconBookmarkPlus,
  IconBookmarks,
  IconBriefcase,
  IconColumns3,
  IconFileImport,
  IconFilter,
  IconFilterPlus,
  IconKeyboard,
  IconLanguage,
  IconSunMoon,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import i18next from 'i18next';
import type { ComponentType } from 'react';
import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { type Language, languages } from '../../../shared/language.ts';
import { views } from '../app/slots.tsx';
import { useUi } from '../app/ui-store.ts';
import type { translate } from '../i18n/i18n.ts';
import { usePipeline } from '../pipeline/pipeline-store.ts';
import { settingsSections } from '../workspace/settings-sections.ts';

/** Groups of commands in the order shown. */
export const commandGroups = ['go', 'add', 'settings', 'screen'] as const;

/** Something that the palette can do. */
export interface Command {
  readonly id: string;
  readonly group: (typeof commandGroups)[number];
  readonly label: string;
  readonly icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  run(): void;
}

/** What commands need that only components have. */
export interface CommandTools {
  setColorScheme(scheme: MantineColorScheme): void;
  setLanguage(language: Language): void;
}

const schemes = ['light', 'dark', 'auto'] as const;

/** Every command, labelled in a language. */
export function buildCommands(language: Language, tools: CommandTools): Command[] {
  const t: typeof translate = i18next.getFixedT(language);
  const ui = useUi.getState();
  return [
    ...stageTypes.map(({ stageTypeId, label }) => ({
      id: `stage-${stageTypeId}`,
      group: 'go' as const,
      label: t('palette:stage', { name: label[language] }),
      icon: IconUsers,
      run: () => showStage(stageTypeId),
    })),
    ...views.map(({ key, icon }) => ({
      id: `view-${key}`,
      group: 'go' as const,
      label: t(`app:nav.${key}`),
      icon,
      run: () => ui.showView(key),
    })),
    ...(
      [
        ['import', IconFileImport],
        ['candidate', IconUserPlus],
        ['position', IconBriefcase],
      ] as const
    ).map(([what, icon]) => ({
      id: `add-${what}`,
      group: 'add' as const,
      label: t(`pipeline:add.${what}`),
      icon,
      run: () => ui.openAdding(what),
    })),
    ...settingsSections.map(({ key, icon, label }) => ({
      id: `settings-${key}`,
      group: 'settings' as const,
      label: t('palette:settings', { section: label(t) }),
      icon,
      run: () => ui.openSettingsSection(key),
    })),
    ...(
      [
        ['searchParams', IconFilter],
        ['columns', IconColumns3],
      ] as const
    ).map(([panel, icon]) => ({
      id: `settings-${panel}`,
      group: 'settings' as const,
      label: t(`pipeline:settings.${panel}`),
      icon,
      run: () => ui.openPipelineSettings(panel),
    })),
    ...(
      [
        ['filters', 'pipelineFilters:open', IconFilterPlus],
        ['saveView', 'pipelineViews:save.title', IconBookmarkPlus],
        ['manageViews', 'pipelineViews:manageDialog.command', IconBookmarks],
      ] as const
    ).map(([dialog, text, icon]) => ({
      id: `dialog-${dialog}`,
      group: 'settings' as const,
      label: t(text),
      icon,
      run: () => {
        ui.showView('pipeline');
        ui.openPipelineDialog(dialog);
      },
    })),
    ...schemes.map((scheme) => ({
      id: `theme-${scheme}`,
      group: 'screen' as const,
      label: t('palette:theme', { name: t(`app:theme.${scheme}`) }),
      icon: IconSunMoon,
      run: () => tools.setColorScheme(scheme),
    })),
    ...languages.map((other) => ({
      id: `language-${other}`,
      group: 'screen' as const,
      label: t('palette:language', { name: t(`app:language.${other}`) }),
      icon: IconLanguage,
      run: () => tools.setLanguage(other),
    })),
    {
      id: 'key-sheet',
      group: 'screen' as const,
      label: t('palette:keySheet.title'),
      icon: IconKeyboard,
      run: () => ui.openKeySheet('page'),
    },
  ];
}

/** Shows a stage of the pipeline; the stage that is shown already keeps its filters. */
export function showStage(stageTypeId: number): void {
  const { view, setStage } = usePipeline.getState();
  useUi.getState().showView('pipeline');
  if (view.stageTypeId !== stageTypeId) setStage(stageTypeId);
}

/**
 * The commands whose label has every word of the query, in the language of the screen or in another:
 * `深色` and `dark` find the same.
 * @param translated the same commands in the other languages
 */
export function findCommands(
  commands: readonly Command[],
  translated: readonly (readonly Command[])[],
  query: string,
): Command[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label, group }, index) => {
    const labels = [label, group, ...translated.map((others) => others[index]?.label ?? '')];
    const text = labels.join('\n').normalize('NFKC').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
