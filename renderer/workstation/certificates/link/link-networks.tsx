import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getCandidateServer } from '../../../../shared/api/candidate-server.ts';
import { call } from '../../api/client.ts';
import classes from './link.module.css';

const loopback = /^https?:\/\/(localhost|127\.|\[::1\])/i;

/** Where a candidate's phone has to be for a link to open: the networks this machine is on. */
export function LinkNetworks({ urls }: { urls: readonly string[] }) {
  const { t } = useTranslation('certificates');
  const { data: server } = useQuery({
    queryKey: ['candidate-server', 'networks', urls],
    queryFn: ({ signal }) => call(getCandidateServer, {}, { signal }),
  });
  const [first] = urls;
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
        {urls.map((url) => {
          const address = url.replace(/^https?:\/\//, '');
          const network = server?.networks.find(({ address: own }) =>
            address.startsWith(`${own}:`),
          );
          return (
            <li key={url}>
              <span className={classes.address}>{address}</span>
              {network && (
                <span className={classes.adapter}>
                  {[network.name, network.range].filter(Boolean).join(' · ')}
                </span>
              )}
              {url === first && <span className={classes.used}>{t('link.used')}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
