import {
  IconBuilding,
  IconDeviceMobileUp,
  IconLanguage,
  IconMail,
  IconMessage,
} from '@tabler/icons-react';

/** The sections of the workspace settings in their order; `tabs.<key>` of the texts names them. */
export const settingsSections = [
  { key: 'company', icon: IconBuilding },
  { key: 'mail', icon: IconMail },
  { key: 'sms', icon: IconMessage },
  { key: 'candidates', icon: IconDeviceMobileUp },
  { key: 'screen', icon: IconLanguage },
] as const;
