import { Box, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getCandidateServer } from '../../../../shared/api/candidate-server.ts';
import type { Workspace } from '../../../../shared/api/workspace.ts';
import { call } from '../../api/client.ts';
import { useSyncStatus } from '../../sync/sync-queries.ts';
import { Caution } from '../../ui/caution.tsx';
import classes from './link.module.css';
import {
  isPrivateAddress,
  isThisMachine,
  linkAddresses,
  officeAddresses,
} from './link-addresses.ts';

/** Where a candidate's phone has to be for a link to open: anywhere by the company's centre, and the networks this machine is on. */
export function LinkNetworks({ workspace, used }: { workspace: Workspace; used?: string }) {
  const { t } = useTranslation('certificates');
  const { central_candidate_url: central } = workspace;
  const office = officeAddresses(workspace);
  const inLink = used ?? linkAddresses(workspace)[0];
  if (inLink === undefined) return null;
  return (
    <div className={classes.networks}>
      <Text size="xs" fw={600}>
        {t('link.works')}
      </Text>
      {central !== null && (
        <>
          <Text size="xs" c="dimmed">
            {t(isPrivateAddress(central) ? 'link.centreNetwork' : 'link.anywhere')}
          </Text>
          <ul>
            <Address url={central} used={central === inLink} />
          </ul>
          <CentreAway />
        </>
      )}
      {office.length > 0 && (
        <>
          <Text size="xs" c="dimmed" mt={central === null ? 0 : 6}>
            {isThisMachine(office[0] ?? '') ? t('link.thisMachine') : t('link.office')}
          </Text>
          <OfficeAddresses urls={office} used={inLink} />
        </>
      )}
    </div>
  );
}

function OfficeAddresses({ urls, used }: { urls: readonly string[]; used: string | undefined }) {
  const { data: server } = useQuery({
    queryKey: ['candidate-server', 'networks', urls],
    queryFn: ({ signal }) => call(getCandidateServer, {}, { signal }),
  });
  return (
    <ul>
      {urls.map((url) => {
        const network = server?.networks.find(({ address: own }) =>
          shown(url).startsWith(`${own}:`),
        );
        const adapter = network && [network.name, network.range].filter(Boolean).join(' · ');
        return <Address key={url} url={url} used={url === used} adapter={adapter} />;
      })}
    </ul>
  );
}

function Address({
  url,
  used,
  adapter,
}: {
  url: string;
  used: boolean;
  adapter?: string | undefined;
}) {
  const { t } = useTranslation('certificates');
  return (
    <li>
      <span className={classes.address}>{shown(url)}</span>
      {adapter && <span className={classes.adapter}>{adapter}</span>}
      {used && <span className={classes.used}>{t('link.used')}</span>}
    </li>
  );
}

/** The centre knows a link once this device has told it; until then the link opens nothing there. */
function CentreAway() {
  const { t } = useTranslation('certificates');
  const { data: status } = useSyncStatus();
  const away = status && ['offline', 'paused', 'attention'].includes(status.state);
  if (!away) return null;
  return (
    <Box my={6}>
      <Caution tone="orange">{t('link.centreAway')}</Caution>
    </Box>
  );
}

function shown(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
