import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './link.module.css';

const loopback = /^https?:\/\/(localhost|127\.|\[::1\])/i;

/** Where a candidate's phone has to be for a link to open: the networks this machine is on. */
export function LinkNetworks({ urls }: { urls: readonly string[] }) {
  const { t } = useTranslation('certificates');
  const [first, ...others] = urls;
  if (!first) return null;
  return (
    <div className={classes.networks}>
      <Text size="xs" fw={600}>
        {t('link.works')}
      </Text>
      <Text size="xs" c="dimmed">
        {loopback.test(first) ? t('link.thisMachine') : t('link.office')}
      </Text>
      <ul>
        {[first, ...others].map((url) => (
          <li key={url}>
            <span className={classes.address}>{url.replace(/^https?:\/\//, '')}</span>
            {url === first && <span className={classes.used}>{t('link.used')}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
