import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface CautionProps {
  /** Orange warns, red says that something cannot go on. */
  tone: 'orange' | 'red';
  icon?: ReactNode;
  children: ReactNode;
}

/** A sentence the user should not miss, in the calm colours of the status tones. */
export function Caution({ tone, icon, children }: CautionProps) {
  const color = `var(--tone-${tone}-text)`;
  return (
    <Alert
      py={7}
      px={10}
      icon={icon ?? <IconAlertTriangle size={16} />}
      styles={{
        root: { background: `var(--tone-${tone}-ground)`, color },
        icon: { color, marginInlineEnd: 8 },
        message: { color },
      }}
    >
      {children}
    </Alert>
  );
}
