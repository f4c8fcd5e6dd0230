import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  type ConflictAnswer,
  type ConflictChoice,
  resolveConflict,
} from '../../../shared/api/sync.ts';
import { useUi } from '../app/ui-store.ts';
import { Loaded } from '../privacy/loaded.tsx';
import { notifyDone } from '../ui/notify.tsx';
import classes from './sync.module.css';
import { useConflicts, useSyncCommand } from './sync-queries.ts';

/** Values that met, side by side; one click settles an entry for everybody. */
export function Conflicts() {
  const { t } = useTranslation('sync');
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {t('conflicts.title')}
      </Title>
      <Loaded query={useConflicts()}>
        {({ dataList }) => (
          <Stack gap="xs">
            {dataList.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('conflicts.none')}
              </Text>
            )}
            {dataList.map((conflict) => (
              <Entry key={conflict.conflict_id} conflict={conflict} />
            ))}
          </Stack>
        )}
      </Loaded>
    </section>
  );
}

function Entry({ conflict }: { conflict: ConflictAnswer }) {
  const { t } = useTranslation('sync');
  const { conflict_id, subject, entity_text, kind_text, application_id, choices } = conflict;
  const { openApplication, closeWorkspaceSettings } = useUi();
  const resolve = useSyncCommand(resolveConflict);
  return (
    <article className={classes.entry}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} truncate>
            {[subject, entity_text].filter(Boolean).join(' · ')}
          </Text>
          <Text size="xs" c="dimmed">
            {kind_text}
          </Text>
        </div>
        {application_id !== null && (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              closeWorkspaceSettings();
              openApplication(application_id);
            }}
          >
            {t('actions.open')}
          </Button>
        )}
      </Group>
      <div className={classes.sides}>
        {choices.map((choice) => (
          <Side
            key={choice}
            conflict={conflict}
            choice={choice}
            disabled={resolve.isPending}
            onChoose={() =>
              resolve.mutate(
                { conflict_id, choice },
                { onSuccess: () => notifyDone(t('conflicts.done')) },
              )
            }
          />
        ))}
      </div>
    </article>
  );
}

interface SideProps {
  conflict: ConflictAnswer;
  choice: ConflictChoice;
  disabled: boolean;
  onChoose: () => void;
}

function Side({ conflict, choice, disabled, onChoose }: SideProps) {
  const { t } = useTranslation('sync');
  const { fields, stands, kind } = conflict;
  const author = choice === 'base' ? undefined : conflict[choice];
  const deletes = kind === 'deleted' && choice !== stands;
  const who = [author?.uname, author?.device].filter(Boolean).join(' · ');
  const name = t(`conflicts.${choice}`);
  return (
    <div className={classes.side}>
      <Text size="xs" fw={600}>
        {choice === stands ? `${name} · ${t('conflicts.stands')}` : name}
      </Text>
      <div className={classes.values}>
        {deletes ? (
          <Text size="sm">{t('conflicts.deletion')}</Text>
        ) : (
          fields.map((field) => (
            <Text key={field.label} size="sm">
              {`${field.label}: ${field[choice] || t('conflicts.empty')}`}
            </Text>
          ))
        )}
      </div>
      {author && (
        <Text size="xs" c="dimmed">
          {who}
          <span className={classes.time}>{author.at.slice(0, 16)}</span>
        </Text>
      )}
      <Button
        variant="default"
        size="compact-sm"
        disabled={disabled}
        aria-label={`${t('conflicts.keep')}: ${name}`}
        onClick={onChoose}
      >
        {t('conflicts.keep')}
      </Button>
    </div>
  );
}
