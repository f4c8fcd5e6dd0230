import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { OnFirstUse } from '../ui/on-first-use.tsx';

const schemes = [
  { key: 'light', icon: IconSun },
  { key: 'dark', icon: IconMoon },
  { key: 'auto', icon: IconDeviceDesktop },
] as const;

/** Light, dark, or as the system; remembered by Mantine's provider. */
export function ThemeMenu() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = schemes.find(({ key }) => key === colorScheme)?.icon ?? IconSun;
  return (
    <OnFirstUse
      opens="menu"
      button={
        <ActionIcon aria-label={t('theme.label')} title={t('theme.label')}>
          <Current size={18} stroke={1.6} />
        </ActionIcon>
      }
      control={(button) => (
        <Menu>
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown>
            {schemes.map(({ key, icon: Icon }) => (
              <Menu.Item
                key={key}
                leftSection={<Icon size={16} stroke={1.6} />}
                aria-current={key === colorScheme}
                fw={key === colorScheme ? 600 : undefined}
                onClick={() => setColorScheme(key)}
              >
                {t(`theme.${key}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    />
  );
}
