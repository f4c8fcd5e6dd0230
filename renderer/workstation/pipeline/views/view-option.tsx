import { IconCheck, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listApplications } from '../../../../shared/api/process.ts';
import type { SavedView } from '../../../../shared/api/views.ts';
import { call } from '../../api/client.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { pipelineKeys } from '../pipeline-queries.ts';
import { usePipeline } from '../pipeline-store.ts';
import { viewRequest } from '../pipeline-view.ts';
import classes from './view-picker.module.css';
import { changesOf } from './view-state.ts';

/** A view in the picker: its name, and how many candidates it shows as the user has it. */
export function ViewOption(props: {
  name: string;
  active: boolean;
  view?: SavedView;
  counted?: boolean;
}) {
  const { name, active, view, counted = false } = props;
  const { t } = useTranslation('pipelineViews');
  return (
    <span className={classes.option}>
      <span className={classes.optionName}>{name}</span>
      {view?.kind === 'locked' && (
        <IconLock
          size={13}
          stroke={1.7}
          className={classes.icon}
          aria-label={t('kinds.locked.label')}
        />
      )}
      {view?.overlay && <span className={classes.badge} title={t('hasChanges')} />}
      {active && <IconCheck size={14} stroke={2} className={classes.check} aria-hidden="true" />}
      {view && <Count view={view} enabled={counted} />}
    </span>
  );
}

function Count({ view, enabled }: { view: SavedView; enabled: boolean }) {
  const language = useLanguage();
  const shown = usePipeline((state) => state.view);
  const changes = changesOf(view.overlay?.state ?? view.state);
  const request = { ...viewRequest({ ...shown, ...changes }), size: 1, page: 1 };
  const { data } = useQuery({
    queryKey: [...pipelineKeys.lists, 'count', request],
    queryFn: ({ signal }) => call(listApplications, request, { signal }),
    enabled,
    placeholderData: (before) => before,
  });
  const total = data?.pagination.total;
  return (
    <span className={classes.count}>
      {total === undefined ? '' : new Intl.NumberFormat(language).format(total)}
    </span>
  );
}
