import { Menu } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconArrowLeft,
  IconArrowRight,
  IconChevronDown,
  IconEyeOff,
  IconPin,
  IconPinnedOff,
  IconSortAscending,
  IconSortDescending,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { GridLayout } from '../../../../shared/api/grid-layout.ts';
import { orderKeyLimit } from '../../../../shared/api/list-filter.ts';
import { OnFirstUse } from '../../ui/on-first-use.tsx';
import { changeColumn, moveColumn, neighbour, pinColumn } from '../layout/layout-changes.ts';
import type { GridLayoutControl } from '../layout/use-grid-layout.ts';
import { usePipeline } from '../pipeline-store.ts';
import { shownOrder } from '../pipeline-view.ts';
import type { ColumnView } from './column-views.tsx';
import classes from './grid-header.module.css';

const icon = { size: 16, stroke: 1.6 } as const;

/** What can be done with a column: sort, pin, move, width, hide. */
export function ColumnMenu(props: {
  column: ColumnView;
  label: string;
  layout: GridLayout;
  change: GridLayoutControl['change'];
  tabIndex: 0 | -1;
}) {
  const { t } = useTranslation('pipeline');
  return (
    <OnFirstUse
      opens="menu"
      button={
        <button
          type="button"
          className={classes.menu}
          tabIndex={props.tabIndex}
          aria-label={t('column.menu', { name: props.label })}
          onPointerDown={(event) => event.stopPropagation()}
        >
          <IconChevronDown size={13} stroke={1.8} aria-hidden />
        </button>
      }
      control={(button) => (
        <Menu width={210} withinPortal position="bottom-start">
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown>
            <Items {...props} />
          </Menu.Dropdown>
        </Menu>
      )}
    />
  );
}

/** The items alone, so that a closed menu costs nothing. */
function Items(props: Parameters<typeof ColumnMenu>[0]) {
  const { column, layout, change } = props;
  const { t } = useTranslation('pipeline');
  const view = usePipeline((state) => state.view);
  const { orderBy } = usePipeline.getState();
  const order = shownOrder(view);
  const own = order.find(({ key }) => key === column.orderKey);
  const setting = layout.columns.find(({ key }) => key === column.key);
  const pin = setting?.pin ?? 'none';
  const before = neighbour(layout, column.key, -1);
  const after = neighbour(layout, column.key, 1);
  const sortItem = (direction: 'asc' | 'desc', additive: boolean) => {
    const Icon = direction === 'asc' ? IconSortAscending : IconSortDescending;
    return (
      <Menu.Item
        key={`${direction}/${additive}`}
        leftSection={<Icon {...icon} />}
        disabled={own?.direction === direction && (additive || order.length === 1)}
        onClick={() => orderBy(column.orderKey, direction, additive)}
      >
        {t(additive ? `column.thenBy.${direction}` : `column.sort.${direction}`)}
      </Menu.Item>
    );
  };
  const { length } = view.order;
  const canAdd = length > (own ? 1 : 0) && (own !== undefined || length < orderKeyLimit);
  return (
    <>
      {sortItem('asc', false)}
      {sortItem('desc', false)}
      {canAdd && (['asc', 'desc'] as const).map((direction) => sortItem(direction, true))}
      {own && view.order.length > 0 && (
        <Menu.Item
          leftSection={<IconX {...icon} />}
          onClick={() => orderBy(column.orderKey, undefined, true)}
        >
          {t('column.unsort')}
        </Menu.Item>
      )}
      <Menu.Divider />
      {pin !== 'left' && (
        <Menu.Item
          leftSection={<IconPin {...icon} />}
          onClick={() => change(pinColumn(layout, column.key, 'left'))}
        >
          {t('column.pinLeft')}
        </Menu.Item>
      )}
      {pin !== 'right' && (
        <Menu.Item
          leftSection={<IconPin {...icon} />}
          onClick={() => change(pinColumn(layout, column.key, 'right'))}
        >
          {t('column.pinRight')}
        </Menu.Item>
      )}
      {pin !== 'none' && (
        <Menu.Item
          leftSection={<IconPinnedOff {...icon} />}
          onClick={() => change(pinColumn(layout, column.key, 'none'))}
        >
          {t('column.unpin')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconArrowLeft {...icon} />}
        disabled={!before}
        onClick={() => before && change(moveColumn(layout, column.key, before))}
      >
        {t('column.moveLeft')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight {...icon} />}
        disabled={!after}
        onClick={() => after && change(moveColumn(layout, column.key, after))}
      >
        {t('column.moveRight')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowAutofitWidth {...icon} />}
        disabled={setting?.width === null}
        onClick={() => change(changeColumn(layout, column.key, { width: null }))}
      >
        {t('column.natural')}
      </Menu.Item>
      {!column.required && (
        <Menu.Item
          leftSection={<IconEyeOff {...icon} />}
          onClick={() => change(changeColumn(layout, column.key, { visible: false }))}
        >
          {t('column.hide')}
        </Menu.Item>
      )}
    </>
  );
}
