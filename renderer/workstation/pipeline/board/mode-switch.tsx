import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { IconLayoutColumns, IconLayoutKanban, IconList } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type PipelineMode, pipelineModes, usePipelineMode } from './board-store.ts';

const icons = { list: IconList, stages: IconLayoutKanban, steps: IconLayoutColumns } as const;

/** Rows, a board of the stages, or a board of the steps of the stage chosen. */
export function ModeSwitch() {
  const { t } = useTranslation('board');
  const { mode, setMode } = usePipelineMode();
  return (
    <SegmentedControl
      aria-label={t('mode.label')}
      value={mode}
      data={pipelineModes.map((value) => {
        const Icon = icons[value];
        return {
          value,
          label: (
            <span title={t(`mode.${value}`)} style={{ display: 'flex' }}>
              <Icon size={16} stroke={1.7} aria-hidden />
              <VisuallyHidden>{t(`mode.${value}`)}</VisuallyHidden>
            </span>
          ),
        };
      })}
      onChange={(value) => setMode(value as PipelineMode)}
    />
  );
}
