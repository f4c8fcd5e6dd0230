import {
  type Announcements,
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { restrictToParentElement, restrictToVerticalAxis } from '@dnd-kit/modifiers';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ActionIcon } from '@mantine/core';
import { IconGripVertical, IconLock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocalized } from '../i18n/i18n.ts';
import type { SettingsItem } from './settings-kinds.ts';
import { moveKey, toggleKey } from './settings-order.ts';
import classes from './settings-panel.module.css';

/** The keys in use: dragged by pointer, or by Space and the arrows on a row's handle. */
export function SortableKeys(props: {
  keys: readonly string[];
  item(key: string): SettingsItem | undefined;
  onChange(keys: string[]): void;
  onDragging(dragging: boolean): void;
}) {
  const { keys, item, onChange, onDragging } = props;
  const { t } = useTranslation('settings');
  const localized = useLocalized();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const name = (key: string | number) => {
    const found = item(String(key));
    return found ? localized(found.label) : String(key);
  };
  const place = (key: string | number) => keys.indexOf(String(key)) + 1;
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('drag.start', { name: name(active.id) }),
    onDragOver: ({ active, over }) =>
      over ? t('drag.over', { name: name(active.id), place: place(over.id) }) : undefined,
    onDragEnd: ({ active, over }) =>
      t('drag.end', { name: name(active.id), place: place(over?.id ?? active.id) }),
    onDragCancel: ({ active }) => t('drag.cancel', { name: name(active.id) }),
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[restrictToVerticalAxis, restrictToParentElement]}
      accessibility={{
        announcements,
        screenReaderInstructions: { draggable: t('drag.instructions') },
      }}
      onDragStart={() => onDragging(true)}
      onDragCancel={() => onDragging(false)}
      onDragEnd={({ active, over }) => {
        onDragging(false);
        if (over) onChange(moveKey(keys, String(active.id), String(over.id)));
      }}
    >
      <SortableContext items={[...keys]} strategy={verticalListSortingStrategy}>
        <ol className={classes.list}>
          {keys.map((key) => (
            <SortableRow
              key={key}
              id={key}
              label={name(key)}
              required={item(key)?.required ?? false}
              onRemove={() => onChange(toggleKey(keys, key))}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

function SortableRow(props: { id: string; label: string; required: boolean; onRemove(): void }) {
  const { id, label, required, onRemove } = props;
  const { t } = useTranslation('settings');
  const {
    setNodeRef,
    setActivatorNodeRef,
    attributes,
    listeners,
    transform,
    transition,
    isDragging,
  } = useSortable({ id });
  return (
    <li
      ref={setNodeRef}
      className={classes.row}
      data-key={id}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <ActionIcon
        ref={setActivatorNodeRef}
        className={classes.handle}
        {...attributes}
        {...listeners}
        aria-label={t('drag.handle', { name: label })}
      >
        <IconGripVertical size={16} stroke={1.6} />
      </ActionIcon>
      <span className={classes.label}>{label}</span>
      {required ? (
        <IconLock size={15} stroke={1.6} className={classes.lock} aria-label={t('required')} />
      ) : (
        <ActionIcon size={24} aria-label={t('remove', { name: label })} onClick={onRemove}>
          <IconX size={14} stroke={1.7} />
        </ActionIcon>
      )}
    </li>
  );
}
