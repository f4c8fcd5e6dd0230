import {
  IconBell,
  IconBuilding,
  IconClockPause,
  IconClockX,
  IconDeviceMobileUp,
  IconEye,
  IconFileImport,
  IconKeyboard,
  IconLanguage,
  IconMail,
  IconMailOff,
  IconMessage,
  IconRefreshDot,
  IconRouter,
  IconShieldCheck,
  IconUserShield,
} from '@tabler/icons-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Workspace } from '../../../shared/api/workspace.ts';
import type { translate } from '../i18n/i18n.ts';

/** What every section is given; those that need nothing of it leave it out. */
export interface SectionProps {
  readonly workspace: Workspace;
}

/** A section of the workspace settings. Registering one here is all: list, search and palette follow. */
export interface SettingsSection {
  /** In the URL (`?settings=<key>`), and of `openSettingsSection`. */
  readonly key: string;
  readonly group: (typeof settingsGroups)[number];
  readonly icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  /** The section's name. */
  readonly label: (t: typeof translate) => string;
  /** Further words that the search of the settings finds it by, separated by spaces. */
  readonly words: (t: typeof translate) => string;
  /** It shows a table: as wide as the window lets it. */
  readonly wide?: boolean;
  readonly component: LazyExoticComponent<ComponentType<SectionProps>>;
}

/** Groups of sections in the order shown; `groups.<key>` of the texts names them. */
export const settingsGroups = ['workspace', 'messages', 'candidates', 'privacy', 'device'] as const;

/** The sections in their order, within their groups. */
export const settingsSections: readonly SettingsSection[] = [
  {
    key: 'company',
    group: 'workspace',
    icon: IconBuilding,
    label: (t) => t('workspace:tabs.company'),
    words: (t) => t('workspace:words.company'),
    component: lazy(() =>
      import('./company-settings.tsx').then(({ CompanySettings }) => ({
        default: CompanySettings,
      })),
    ),
  },
  {
    key: 'sync',
    group: 'workspace',
    icon: IconRefreshDot,
    label: (t) => t('sync:tab'),
    words: (t) => t('sync:words'),
    component: lazy(() => import('../sync/sync-settings.tsx')),
  },
  {
    key: 'mail',
    group: 'messages',
    icon: IconMail,
    label: (t) => t('workspace:tabs.mail'),
    words: (t) => t('workspace:words.mail'),
    component: lazy(() =>
      import('./mail-settings.tsx').then(({ MailSettings }) => ({ default: MailSettings })),
    ),
  },
  {
    key: 'sms',
    group: 'messages',
    icon: IconMessage,
    label: (t) => t('workspace:tabs.sms'),
    words: (t) => t('workspace:words.sms'),
    component: lazy(() =>
      import('./sms-settings.tsx').then(({ SmsSettings }) => ({ default: SmsSettings })),
    ),
  },
  {
    key: 'sending',
    group: 'messages',
    icon: IconClockPause,
    label: (t) => t('sending:tab'),
    words: (t) => t('sending:words'),
    component: lazy(() => import('../sending/sending-settings.tsx')),
  },
  {
    key: 'bounces',
    group: 'messages',
    icon: IconMailOff,
    label: (t) => t('sending:bounces.tab'),
    words: (t) => t('sending:bounces.words'),
    component: lazy(() => import('../sending/bounce-settings.tsx')),
  },
  {
    key: 'server',
    group: 'candidates',
    icon: IconRouter,
    label: (t) => t('workspace:tabs.server'),
    words: (t) => t('workspace:words.server'),
    component: lazy(() => import('./candidate-server-settings.tsx')),
  },
  {
    key: 'candidates',
    group: 'candidates',
    icon: IconDeviceMobileUp,
    label: (t) => t('workspace:tabs.candidates'),
    words: (t) => t('workspace:words.candidates'),
    component: lazy(() =>
      import('./candidate-settings.tsx').then(({ CandidateSettings }) => ({
        default: CandidateSettings,
      })),
    ),
  },
  {
    key: 'consent',
    group: 'candidates',
    icon: IconShieldCheck,
    label: (t) => t('privacy:tabs.consent'),
    words: (t) => t('privacy:words.consent'),
    component: lazy(() => import('../privacy/consent-settings.tsx')),
  },
  {
    key: 'retention',
    group: 'privacy',
    icon: IconClockX,
    label: (t) => t('privacy:tabs.retention'),
    words: (t) => t('privacy:words.retention'),
    component: lazy(() => import('../privacy/retention-settings.tsx')),
  },
  {
    key: 'privacy',
    group: 'privacy',
    icon: IconUserShield,
    label: (t) => t('privacy:tabs.candidates'),
    words: (t) => t('privacy:words.candidates'),
    component: lazy(() => import('../privacy/candidate-requests.tsx')),
  },
  {
    key: 'audit',
    group: 'privacy',
    icon: IconEye,
    label: (t) => t('privacy:tabs.audit'),
    words: (t) => t('privacy:words.audit'),
    wide: true,
    component: lazy(() => import('../privacy/audit-page.tsx')),
  },
  {
    key: 'imports',
    group: 'privacy',
    icon: IconFileImport,
    label: (t) => t('workspace:tabs.imports'),
    words: (t) => t('workspace:words.imports'),
    component: lazy(() => import('../imports/history/import-history.tsx')),
  },
  {
    key: 'screen',
    group: 'device',
    icon: IconLanguage,
    label: (t) => t('workspace:tabs.screen'),
    words: (t) => t('workspace:words.screen'),
    component: lazy(() =>
      import('./screen-settings.tsx').then(({ ScreenSettings }) => ({ default: ScreenSettings })),
    ),
  },
  {
    key: 'notices',
    group: 'device',
    icon: IconBell,
    label: (t) => t('workspace:tabs.notices'),
    words: (t) => t('workspace:words.notices'),
    component: lazy(() => import('./notice-settings.tsx')),
  },
  {
    key: 'keyboard',
    group: 'device',
    icon: IconKeyboard,
    label: (t) => t('workspace:tabs.keyboard'),
    words: (t) => t('workspace:words.keyboard'),
    component: lazy(() => import('./keyboard-settings.tsx')),
  },
];
