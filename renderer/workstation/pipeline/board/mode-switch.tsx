import { IconLayoutColumns, IconLayoutKanban, IconList } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Segments } from '../../ui/segments.tsx';
import { pipelineModes, usePipelineMode } from './board-store.ts';
import classes from './mode-switch.module.css';

const icons = { list: IconList, stages: IconLayoutKanban, steps: IconLayoutColumns } as const;

/** Rows, a board of the stages, or a board of the steps of the stage chosen. */
export function ModeSwitch() {
  const { t } = useTranslation('board');
  const { mode, setMode } = usePipelineMode();
  return (
    <Segments
      label={t('mode.label')}
      value={mode}
      options={pipelineModes.map((value) => {
        const Icon = icons[value];
        return {
          value,
          label: (
            <span title={t(`mode.${value}`)} className={classes.segment}>
              <Icon size={16} stroke={1.7} aria-hidden />
              <span className="visually-hidden">{t(`mode.${value}`)}</span>
            </span>
          ),
        };
      })}
      onChange={setMode}
    />
  );
}
