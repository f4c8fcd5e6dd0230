import { en as appEn } from '../app/locales/en.ts';
import { zh as appZh } from '../app/locales/zh.ts';
import { en as applicationsEn } from '../applications/locales/en.ts';
import { zh as applicationsZh } from '../applications/locales/zh.ts';
import { en as bulkEn } from '../bulk/locales/en.ts';
import { zh as bulkZh } from '../bulk/locales/zh.ts';
import { en as checkingEn } from '../certificates/checking/locales/en.ts';
import { zh as checkingZh } from '../certificates/checking/locales/zh.ts';
import { en as certificatesEn } from '../certificates/locales/en.ts';
import { zh as certificatesZh } from '../certificates/locales/zh.ts';
import { en as firstStartEn } from '../first-start/locales/en.ts';
import { zh as firstStartZh } from '../first-start/locales/zh.ts';
import { en as importsEn } from '../imports/locales/en.ts';
import { zh as importsZh } from '../imports/locales/zh.ts';
import { en as outboxEn } from '../outbox/locales/en.ts';
import { zh as outboxZh } from '../outbox/locales/zh.ts';
import { en as paletteEn } from '../palette/locales/en.ts';
import { zh as paletteZh } from '../palette/locales/zh.ts';
import { en as boardEn } from '../pipeline/board/locales/en.ts';
import { zh as boardZh } from '../pipeline/board/locales/zh.ts';
import { en as pipelineFiltersEn } from '../pipeline/filters/locales/en.ts';
import { zh as pipelineFiltersZh } from '../pipeline/filters/locales/zh.ts';
import { en as pipelineEn } from '../pipeline/locales/en.ts';
import { zh as pipelineZh } from '../pipeline/locales/zh.ts';
import { en as pipelineViewsEn } from '../pipeline/views/locales/en.ts';
import { zh as pipelineViewsZh } from '../pipeline/views/locales/zh.ts';
import { en as privacyEn } from '../privacy/locales/en.ts';
import { zh as privacyZh } from '../privacy/locales/zh.ts';
import { en as reviewQueueEn } from '../review-queue/locales/en.ts';
import { zh as reviewQueueZh } from '../review-queue/locales/zh.ts';
import { en as sendingEn } from '../sending/locales/en.ts';
import { zh as sendingZh } from '../sending/locales/zh.ts';
import { en as settingsEn } from '../settings/locales/en.ts';
import { zh as settingsZh } from '../settings/locales/zh.ts';
import { en as syncEn } from '../sync/locales/en.ts';
import { zh as syncZh } from '../sync/locales/zh.ts';
import { en as templatesEn } from '../templates/locales/en.ts';
import { zh as templatesZh } from '../templates/locales/zh.ts';
import { en as workspaceEn } from '../workspace/locales/en.ts';
import { zh as workspaceZh } from '../workspace/locales/zh.ts';

/**
 * Every text of the app: a namespace a feature folder, a file a language in its `locales/`.
 * Register a feature's two files here; the types of `t('namespace:key')` follow.
 */
export const resources = {
  zh: {
    app: appZh,
    applications: applicationsZh,
    board: boardZh,
    bulk: bulkZh,
    certificates: certificatesZh,
    checking: checkingZh,
    firstStart: firstStartZh,
    imports: importsZh,
    outbox: outboxZh,
    palette: paletteZh,
    workspace: workspaceZh,
    pipeline: pipelineZh,
    pipelineFilters: pipelineFiltersZh,
    pipelineViews: pipelineViewsZh,
    privacy: privacyZh,
    reviewQueue: reviewQueueZh,
    sending: sendingZh,
    settings: settingsZh,
    sync: syncZh,
    templates: templatesZh,
  },
  en: {
    app: appEn,
    applications: applicationsEn,
    board: boardEn,
    bulk: bulkEn,
    certificates: certificatesEn,
    checking: checkingEn,
    firstStart: firstStartEn,
    imports: importsEn,
    outbox: outboxEn,
    palette: paletteEn,
    workspace: workspaceEn,
    pipeline: pipelineEn,
    pipelineFilters: pipelineFiltersEn,
    pipelineViews: pipelineViewsEn,
    privacy: privacyEn,
    reviewQueue: reviewQueueEn,
    sending: sendingEn,
    settings: settingsEn,
    sync: syncEn,
    templates: templatesEn,
  },
} as const;
