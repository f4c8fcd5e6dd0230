import {
  type Announcements,
  type CollisionDetection,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { Alert, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../../shared/api/process.ts';
import { useUi } from '../../app/ui-store.ts';
import { applicationKeys, useStages } from '../../applications/application-queries.ts';
import { useStageName } from '../../applications/stage-name.ts';
import type { PipelineView } from '../pipeline-view.ts';
import classes from './board.module.css';
import { CardFace } from './board-card.tsx';
import { Column } from './board-column.tsx';
import { type BoardColumn, boardColumns } from './board-columns.ts';
import { columnCoordinates } from './board-coordinates.ts';
import type { PipelineMode } from './board-store.ts';
import { useBoardMoves } from './use-board-moves.ts';

/** Under the pointer; without one, where the card is most. */
const collision: CollisionDetection = (parameters) => {
  const under = pointerWithin(parameters);
  return under.length > 0 ? under : rectIntersection(parameters);
};

/** The pipeline as a board: a column a stage or a step, cards dragged between them. */
export function BoardPane(props: {
  panelId: string;
  view: PipelineView;
  mode: Exclude<PipelineMode, 'list'>;
}) {
  const { view, mode } = props;
  const { t } = useTranslation(['board', 'app']);
  const client = useQueryClient();
  const stageName = useStageName();
  const { applicationId, openApplication } = useUi();
  const { data: stages, error, refetch } = useStages(view.processId);
  const columns = useMemo(() => boardColumns(mode, stages ?? [], view), [mode, stages, view]);
  const { moves, move } = useBoardMoves(columns);
  const [dragged, setDragged] = useState<ApplicationRow>();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: columnCoordinates,
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
  );

  const open = useCallback(
    (row: ApplicationRow) => {
      client.setQueryData(applicationKeys.one(row.application_id), row);
      openApplication(row.application_id);
    },
    [client, openApplication],
  );
  const nameOf = ({ stage, step }: BoardColumn) =>
    step ? stageName.step(step) : stageName.stage(stage);
  const columnName = (id: string | number | undefined) => {
    const column = columns.find((candidate) => candidate.id === id);
    return column ? nameOf(column) : '';
  };
  const cardName = (data: { current?: unknown }) =>
    (data.current as { row?: ApplicationRow } | undefined)?.row?.resume_name ?? '';
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('drag.start', { name: cardName(active.data) }),
    onDragOver: ({ active, over }) =>
      over
        ? t('drag.over', { name: cardName(active.data), column: columnName(over.id) })
        : t('drag.outside', { name: cardName(active.data) }),
    onDragEnd: ({ active, over }) =>
      over
        ? t('drag.end', { name: cardName(active.data), column: columnName(over.id) })
        : t('drag.cancel', { name: cardName(active.data) }),
    onDragCancel: ({ active }) => t('drag.cancel', { name: cardName(active.data) }),
  };
  const drop = ({ active, over }: DragEndEvent) => {
    const row = (active.data.current as { row?: ApplicationRow } | undefined)?.row;
    const to = columns.find(({ id }) => id === over?.id);
    setDragged(undefined);
    if (row && to) void move(row, to);
  };

  if (error) {
    return (
      <div id={props.panelId} role="tabpanel">
        <Alert color="red" m="md" role="alert" title={t('failed')}>
          <p>{error.message}</p>
          <Button variant="default" onClick={() => void refetch()}>
            {t('app:errors.retry')}
          </Button>
        </Alert>
      </div>
    );
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collision}
      accessibility={{
        announcements,
        screenReaderInstructions: { draggable: t('drag.instructions') },
      }}
      onDragStart={({ active }) => setDragged((active.data.current as { row: ApplicationRow }).row)}
      onDragCancel={() => setDragged(undefined)}
      onDragEnd={drop}
    >
      <div id={props.panelId} role="tabpanel" className={classes.board}>
        {columns.map((column) => (
          <Column
            key={column.id}
            column={column}
            name={nameOf(column)}
            moves={moves}
            openId={applicationId}
            onOpen={open}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <div className={`${classes.card} ${classes.lifted}`}>
            <CardFace row={dragged} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}
