import {
  IconFileSpreadsheet,
  IconServer2,
  IconSparkles,
  IconSquareRoundedPlus,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { finishSetUp, loadSamples } from '../../../shared/api/setup.ts';
import type { UiState } from '../app/ui-store.ts';
import type { translate } from '../i18n/i18n.ts';

/** A way to begin with a new workspace. A feature that brings data along adds an entry here. */
export interface FirstStartChoice {
  readonly key: string;
  readonly icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  readonly title: (t: typeof translate) => string;
  readonly text: (t: typeof translate) => string;
  /** Ends the first start; answers with the workspace. */
  readonly endpoint: typeof finishSetUp | typeof loadSamples;
  /** What is shown next. */
  readonly next?: (ui: UiState) => void;
}

/** In the order offered. */
export const firstStartChoices: readonly FirstStartChoice[] = [
  {
    key: 'import',
    icon: IconFileSpreadsheet,
    title: (t) => t('firstStart:choices.import.title'),
    text: (t) => t('firstStart:choices.import.text'),
    endpoint: finishSetUp,
    next: (ui) => ui.openAdding('import'),
  },
  {
    key: 'samples',
    icon: IconSparkles,
    title: (t) => t('firstStart:choices.samples.title'),
    text: (t) => t('firstStart:choices.samples.text'),
    endpoint: loadSamples,
  },
  {
    key: 'central',
    icon: IconServer2,
    title: (t) => t('firstStart:choices.central.title'),
    text: (t) => t('firstStart:choices.central.text'),
    endpoint: finishSetUp,
    next: (ui) => ui.openSettingsSection('sync'),
  },
  {
    key: 'empty',
    icon: IconSquareRoundedPlus,
    title: (t) => t('firstStart:choices.empty.title'),
    text: (t) => t('firstStart:choices.empty.text'),
    endpoint: finishSetUp,
  },
];
