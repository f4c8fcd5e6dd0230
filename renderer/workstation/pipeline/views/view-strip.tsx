import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPointFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useUi } from '../../app/ui-store.ts';
import { useViewActions } from './use-view-actions.ts';
import { useViewStatus } from './use-view-status.ts';
import classes from './view-strip.module.css';

/** What can be done with unsaved changes to the view in use; nothing where there are none. */
export function ViewStrip() {
  const { t } = useTranslation('pipelineViews');
  const { current, unsaved, trouble } = useViewStatus();
  const { busy, update, reset, keepMine, discard } = useViewActions();
  const openPipelineDialog = useUi((state) => state.openPipelineDialog);
  if (!current || !unsaved) return null;
  const { name } = current;
  const saveAs = (
    <Button variant="default" size="compact-xs" onClick={() => openPipelineDialog('saveView')}>
      {t('saveAs')}
    </Button>
  );

  if (trouble) {
    return (
      <div className={classes.strip} role="status" data-trouble>
        <IconAlertTriangle size={15} stroke={1.7} className={classes.icon} aria-hidden="true" />
        <span className={classes.text}>
          {t(`trouble.${trouble}`, { name, user: current.updated_name })}
        </span>
        {trouble === 'changed' ? (
          <>
            <Button size="compact-xs" disabled={busy} onClick={() => void reset()}>
              {t('takeNew')}
            </Button>
            <Button
              variant="default"
              size="compact-xs"
              disabled={busy}
              onClick={() => void keepMine()}
            >
              {t('keepMine')}
            </Button>
          </>
        ) : (
          <>
            {saveAs}
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              disabled={busy}
              onClick={() => void discard()}
            >
              {t('discard')}
            </Button>
          </>
        )}
      </div>
    );
  }
  return (
    <div className={classes.strip} role="status">
      <IconPointFilled size={12} className={classes.dot} aria-hidden="true" />
      <span className={classes.text}>{t('unsaved')}</span>
      {current.can_update && (
        <Button size="compact-xs" disabled={busy} onClick={() => void update()}>
          {t('update')}
        </Button>
      )}
      {saveAs}
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        disabled={busy}
        onClick={() => void reset()}
      >
        {t('reset')}
      </Button>
    </div>
  );
}
