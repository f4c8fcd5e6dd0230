import { useTranslation } from 'react-i18next';
import { mailTemplateGroups } from '../../../shared/catalogue/mail-templates.ts';
import { zh } from './locales/zh.ts';

type NamedGroup = keyof typeof zh.groups;

/** A template group's name in the screen's language, as a hook; the catalogue's where it has none. */
export function useGroupName(): (group: string) => string {
  const { t } = useTranslation('templates');
  return (group) =>
    group in zh.groups
      ? t(`groups.${group as NamedGroup}`)
      : (mailTemplateGroups.find(({ key }) => key === group)?.label ?? group);
}
