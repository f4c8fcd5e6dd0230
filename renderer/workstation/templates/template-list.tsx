import { Badge, Button, Menu, Text, Title, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { groupOfNew, type Selection, useTemplateDrafts } from './template-drafts.ts';
import type { TemplateRow } from './template-queries.ts';
import classes from './templates.module.css';
import { useGroupName } from './use-group-name.ts';

interface TemplateListProps {
  groups: readonly { key: string; templates: readonly TemplateRow[] }[];
  selected: Selection | undefined;
  onSelect: (selection: Selection) => void;
}

/** Every template by group. One stop of the Tab key; the arrow keys go through it. */
export function TemplateList({ groups, selected, onSelect }: TemplateListProps) {
  const { t } = useTranslation('templates');
  const groupName = useGroupName();
  const unsaved = useTemplateDrafts((state) => state.unsaved);
  return (
    <nav className={classes.list} aria-label={t('list')}>
      <div className={classes.listHead}>
        <Title order={2} size="h3">
          {t('title')}
        </Title>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />}>
              {t('create')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('createIn')}</Menu.Label>
            {groups.map(({ key }) => (
              <Menu.Item key={key} onClick={() => onSelect(`new:${key}`)}>
                {groupName(key)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only moves the focus among its buttons. */}
      <div className={classes.listScroll} onKeyDown={moveFocus}>
        {groups.map(({ key, templates }) => (
          <section key={key} aria-label={groupName(key)}>
            <Text className={classes.groupName}>{groupName(key)}</Text>
            {(unsaved[`new:${key}`] || groupOfNew(selected ?? 0) === key) && (
              <Item
                selection={`new:${key}`}
                title={unsaved[`new:${key}`]?.draft.title || t('untitled')}
                {...{ selected, onSelect }}
                unsaved
              />
            )}
            {templates.map((template) => (
              <Item
                key={template.mail_tpl_id}
                selection={template.mail_tpl_id}
                title={template.title}
                {...{ selected, onSelect, template }}
                unsaved={unsaved[template.mail_tpl_id] !== undefined}
              />
            ))}
          </section>
        ))}
      </div>
    </nav>
  );
}

interface ItemProps {
  selection: Selection;
  title: string;
  template?: TemplateRow;
  selected: Selection | undefined;
  unsaved: boolean;
  onSelect: (selection: Selection) => void;
}

function Item({ selection, title, template, selected, unsaved, onSelect }: ItemProps) {
  const { t } = useTranslation('templates');
  const current = selection === selected;
  return (
    <UnstyledButton
      className={classes.item}
      data-template={selection}
      aria-current={current ? 'true' : undefined}
      tabIndex={current ? 0 : -1}
      title={title}
      onClick={() => onSelect(selection)}
    >
      <span className={classes.itemTitle}>{title}</span>
      {unsaved && (
        <span className={classes.dot} role="img" aria-label={t('unsaved')} title={t('unsaved')} />
      )}
      {template?.is_default === 1 && (
        <Badge size="sm" variant="light">
          {t('default')}
        </Badge>
      )}
      {template && <Owner template={template} />}
    </UnstyledButton>
  );
}

function Owner({ template }: { template: TemplateRow }) {
  const { t } = useTranslation('templates');
  if (template.created_uid === 0) return <span className={classes.owner}>{t('system')}</span>;
  if (template.can_edit === 0)
    return <span className={classes.owner}>{template.created_uname}</span>;
  return template.is_share ? <span className={classes.owner}>{t('shared')}</span> : null;
}

const steps: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, last) => last,
};

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  if (!step) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-template]')];
  const index = items.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  items[step(index, items.length - 1)]?.focus();
}
