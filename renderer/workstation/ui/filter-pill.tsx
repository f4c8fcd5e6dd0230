import { CloseButton, Combobox, ScrollArea, useCombobox } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { type ComponentProps, cloneElement, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-pill.module.css';
import { OnFirstUse } from './on-first-use.tsx';
import type { Tone } from './status-badge.tsx';
import { useSearchFocus } from './use-search-focus.ts';

export interface FilterOption {
  value: number;
  label: string;
  description?: string;
  tone?: Tone;
}

export interface FilterPillProps {
  label: string;
  value: number;
  /** The text of the value where it is not among the options (yet). */
  valueLabel?: string;
  options: readonly FilterOption[];
  neutral?: number;
  icon?: ReactNode;
  /** Search over options that the caller filters. */
  search?: { value: string; placeholder: string; empty: string; onChange(value: string): void };
  onChange(value: number): void;
}

/**
 * A choice of one value, drawn as a button that says what is chosen. Where `neutral` is given, that
 * value means "no choice" and any other can be cleared with one click.
 */
export function FilterPill(props: FilterPillProps) {
  const { label, value, options, neutral, icon, onChange } = props;
  const { t } = useTranslation();
  const chosen = options.find((option) => option.value === value)?.label ?? props.valueLabel;
  const active = neutral !== undefined && value !== neutral;
  const idle = neutral !== undefined && !active;

  return (
    <div className={classes.pill} data-active={active || undefined}>
      <OnFirstUse
        opens="listbox"
        button={
          <button type="button" className={classes.button}>
            {icon}
            <span className={classes.label}>
              {label}
              <span className={classes.colon}>:</span>
            </span>
            {/* A filter that lets everything pass is said by its name alone: bars are narrow. */}
            <span className={idle ? 'visually-hidden' : classes.value}>{chosen}</span>
            {!active && <IconChevronDown size={13} stroke={1.8} className={classes.chevron} />}
          </button>
        }
        control={(button) => <Choice {...props} button={button} />}
      />
      {active && (
        <CloseButton
          size={20}
          iconSize={13}
          className={classes.clear}
          aria-label={t('actions.clearFilter', { name: label })}
          onClick={() => onChange(neutral)}
        />
      )}
    </div>
  );
}

/** The options under the button. */
function Choice(props: FilterPillProps & { button: ReactElement<ComponentProps<'button'>> }) {
  const { label, value, options, search, onChange, button } = props;
  const combobox = useCombobox({
    onDropdownClose() {
      combobox.resetSelectedOption();
      search?.onChange('');
    },
    onDropdownOpen(source) {
      if (source === 'keyboard') combobox.selectActiveOption();
      else combobox.updateSelectedOptionIndex('active');
    },
  });
  useSearchFocus(combobox, search !== undefined);
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width="max-content"
      offset={4}
      onOptionSubmit={(chosenValue) => {
        onChange(Number(chosenValue));
        combobox.closeDropdown();
        combobox.focusTarget();
      }}
    >
      <Combobox.Target targetType="button">
        {cloneElement(button, { onClick: () => combobox.toggleDropdown() })}
      </Combobox.Target>
      <Combobox.Dropdown miw={168} maw={340}>
        {search && (
          <Combobox.Search
            value={search.value}
            onChange={(event) => search.onChange(event.currentTarget.value)}
            placeholder={search.placeholder}
            aria-label={search.placeholder}
          />
        )}
        <Combobox.Options aria-label={label}>
          <ScrollArea.Autosize mah={320} type="auto" scrollbars="y">
            {options.map((option) => (
              <Option key={option.value} option={option} active={option.value === value} />
            ))}
            {options.length === 0 && search && <Combobox.Empty>{search.empty}</Combobox.Empty>}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Option({ option, active }: { option: FilterOption; active: boolean }) {
  return (
    <Combobox.Option value={String(option.value)} active={active} className={classes.option}>
      {option.tone && <span className={classes.dot} data-dot={option.tone} />}
      <span className={classes.optionText}>
        <span>{option.label}</span>
        {option.description && <span className={classes.description}>{option.description}</span>}
      </span>
      {active && <IconCheck size={14} stroke={2} className={classes.check} />}
    </Combobox.Option>
  );
}
