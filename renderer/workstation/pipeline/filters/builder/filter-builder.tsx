import { Button, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FilterGroup, filterLimits } from '../../../../../shared/api/list-filter.ts';
import { listApplications } from '../../../../../shared/api/process.ts';
import { call } from '../../../api/client.ts';
import { useUi } from '../../../app/ui-store.ts';
import { GuardedModal, useUnsaved } from '../../../ui/guarded-modal.tsx';
import { useShortcutDescriptions } from '../../../ui/shortcut-registry.ts';
import { pipelineKeys } from '../../pipeline-queries.ts';
import { usePipeline } from '../../pipeline-store.ts';
import { viewRequest } from '../../pipeline-view.ts';
import classes from './filter-builder.module.css';
import { draftOf, filterOf, leafFault, leavesOf } from './filter-draft.ts';
import { GroupEditor } from './group-editor.tsx';

const pauseMilliseconds = 250;

/** Edits the conditions of the view shown: and/or groups over every column. */
export default function FilterBuilder() {
  const { t } = useTranslation('pipelineFilters');
  const opened = useUi(({ pipelineDialog }) => pipelineDialog === 'filters');
  const close = useUi((state) => state.closePipelineDialog);
  return (
    <GuardedModal opened={opened} onClose={close} title={t('title')} size={860} yOffset="4dvh">
      <BuilderForm onClose={close} />
    </GuardedModal>
  );
}

function BuilderForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('pipelineFilters');
  const { view, show } = usePipeline();
  const [draft, setDraft] = useState(() => draftOf(view.filter));
  const [judged, setJudged] = useState(false);
  const filter = useMemo(() => filterOf(draft), [draft]);
  const complete = leavesOf(draft).every((leaf) => leafFault(leaf) === undefined);
  useShortcutDescriptions([{ keys: ['mod+Enter'], description: t('apply'), scope: 'dialog' }]);
  useUnsaved(JSON.stringify(filter) !== JSON.stringify(view.filter));

  function apply(next: FilterGroup | undefined) {
    if (next !== view.filter) show({ filter: next });
    onClose();
  }
  function submit() {
    if (complete) apply(filter);
    else setJudged(true);
  }

  return (
    <form
      // Enter chooses in the selects: applying takes Ctrl or ⌘ with it, so that none applies too early.
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        submit();
      }}
    >
      <p className={classes.hint}>{t('hint')}</p>
      <div className={classes.tree}>
        <GroupEditor
          group={draft}
          draft={draft}
          depth={1}
          maxDepth={filterLimits.depth}
          judged={judged}
          onChange={setDraft}
        />
      </div>
      <div className={classes.actions}>
        <Text role="status" size="sm" c={judged && !complete ? 'red' : 'dimmed'} mr="auto">
          {judged && !complete ? t('incomplete') : <MatchCount filter={filter} ready={complete} />}
        </Text>
        <Button
          variant="subtle"
          color="gray"
          disabled={view.filter === undefined}
          onClick={() => apply(undefined)}
        >
          {t('clear')}
        </Button>
        <Button aria-keyshortcuts="Control+Enter" onClick={submit}>
          {t('apply')}
        </Button>
      </div>
    </form>
  );
}

/** How many candidates the draft would show, together with the other filters. */
function MatchCount({ filter, ready }: { filter: FilterGroup | undefined; ready: boolean }) {
  const { t } = useTranslation('pipelineFilters');
  const view = usePipeline((state) => state.view);
  const [settled] = useDebouncedValue(filter, pauseMilliseconds);
  const request = { ...viewRequest({ ...view, filter: settled }), size: 1, page: 1 };
  const { data } = useQuery({
    queryKey: [...pipelineKeys.lists, 'count', request],
    queryFn: ({ signal }) => call(listApplications, request, { signal }),
    enabled: ready,
    placeholderData: (before) => before,
  });
  if (!ready) return null;
  if (!data) return t('counting');
  return t('matches', { count: data.pagination.total });
}
