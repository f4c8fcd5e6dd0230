import { Stack } from '@mantine/core';
import { Loaded } from '../privacy/loaded.tsx';
import { Conflicts } from './conflicts.tsx';
import { Disputed } from './disputed.tsx';
import { JoinForm } from './join-form.tsx';
import { Parked } from './parked.tsx';
import { SyncFacts } from './sync-facts.tsx';
import { useSyncStatus } from './sync-queries.ts';

/** The sync page: joining, or how it goes and what syncing left to be settled. */
export default function SyncSettings() {
  return (
    <Loaded query={useSyncStatus()}>
      {(status) =>
        status.membership ? (
          <Stack gap="xl">
            <SyncFacts status={status} membership={status.membership} />
            <Conflicts />
            <Disputed />
            <Parked />
          </Stack>
        ) : (
          <JoinForm />
        )
      }
    </Loaded>
  );
}
