import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ConditionRow } from './condition-row.tsx';
import classes from './filter-builder.module.css';
import {
  addNode,
  blankGroup,
  blankLeaf,
  type DraftGroup,
  type DraftNode,
  hasRoom,
  isDraftGroup,
  leavesOf,
  replaceNode,
} from './filter-draft.ts';

const plus = <IconPlus size={14} stroke={1.8} />;

/** A group of conditions: how they combine, each of them, and what can be added. */
export function GroupEditor(props: {
  group: DraftGroup;
  /** The whole filter, which every change is a change of. */
  draft: DraftGroup;
  depth: number;
  maxDepth: number;
  /** Faults are shown on every condition, not only on those that were touched. */
  judged: boolean;
  onChange(draft: DraftGroup): void;
}) {
  const { group, draft, depth, maxDepth, judged, onChange } = props;
  const { t } = useTranslation('pipelineFilters');
  const frame = useRef<HTMLFieldSetElement>(null);
  const outermost = depth === 1;
  const leaves = leavesOf(draft);
  const place = (node: DraftNode) => leaves.findIndex(({ id }) => id === node.id) + 1;
  const room = hasRoom(draft);
  const remove = (id: number) => {
    onChange(replaceNode(draft, id, () => undefined));
    // What had the keyboard is gone: go on at the group's own button.
    frame.current?.querySelector<HTMLButtonElement>(':scope > div > [data-add]')?.focus();
  };

  return (
    <fieldset ref={frame} className={classes.group} data-outermost={outermost || undefined}>
      <legend className="visually-hidden">{outermost ? t('title') : t('group')}</legend>
      <div className={classes.groupHead}>
        <SegmentedControl
          aria-label={t('groupMatch')}
          value={group.op}
          data={[
            { value: 'and', label: t('all') },
            { value: 'or', label: t('any') },
          ]}
          onChange={(op) =>
            onChange(
              replaceNode(draft, group.id, (node) => ({ ...node, op: op as DraftGroup['op'] })),
            )
          }
        />
      </div>
      {group.items.map((node, index) => (
        <div key={node.id} className={classes.item}>
          <span className={classes.connective} aria-hidden="true">
            {index > 0 && t(group.op)}
          </span>
          {isDraftGroup(node) ? (
            <div className={classes.nested}>
              <GroupEditor {...props} group={node} depth={depth + 1} />
              <ActionIcon
                className={classes.removeGroup}
                aria-label={t('removeGroup')}
                onClick={() => remove(node.id)}
              >
                <IconTrash size={15} stroke={1.6} />
              </ActionIcon>
            </div>
          ) : (
            <ConditionRow
              leaf={node}
              number={place(node)}
              judged={judged}
              onChange={(leaf) => onChange(replaceNode(draft, node.id, () => leaf))}
              onRemove={() => remove(node.id)}
            />
          )}
        </div>
      ))}
      <div className={classes.adding}>
        <Button
          data-add
          variant="default"
          leftSection={plus}
          disabled={!room}
          onClick={() => onChange(addNode(draft, group.id, blankLeaf()))}
        >
          {t('addCondition')}
        </Button>
        {depth < maxDepth && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={plus}
            disabled={!room}
            onClick={() =>
              onChange(addNode(draft, group.id, blankGroup(group.op === 'and' ? 'or' : 'and')))
            }
          >
            {t('addGroup')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
