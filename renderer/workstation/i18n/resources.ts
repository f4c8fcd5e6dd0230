import { en as appEn } from '../app/locales/en.ts';
import { zh as appZh } from '../app/locales/zh.ts';

/**
 * Every text of the app: a namespace a feature folder, a file a language in its `locales/`.
 * Register a feature's two files here; the types of `t('namespace:key')` follow.
 */
export const resources = {
  zh: { app: appZh },
  en: { app: appEn },
} as const;
