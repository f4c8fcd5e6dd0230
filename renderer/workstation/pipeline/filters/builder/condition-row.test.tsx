import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderWithProviders } from '../../../testing/render.tsx';
import { ConditionRow } from './condition-row.tsx';
import { blankLeaf, type DraftLeaf, withColumn } from './filter-draft.ts';

afterEach(cleanup);

async function show(leaf: DraftLeaf) {
  const onChange = vi.fn();
  const props = { number: 1, judged: false, onChange, onRemove: () => undefined };
  await renderWithProviders(<ConditionRow leaf={leaf} {...props} />);
  return { onChange, column: screen.getByRole('combobox', { name: '第 1 个条件：列' }) };
}

describe('the column', () => {
  it.each([
    ['of a new condition', blankLeaf()],
    ['of one that had another', withColumn(blankLeaf(), 'degreeCertificate')],
  ])('%s is taken with Enter where an input method wrote it at once', async (_, leaf) => {
    const { onChange, column } = await show(leaf);
    column.focus();
    fireEvent.keyDown(column, { key: 'Process', keyCode: 229 });
    fireEvent.change(column, { target: { value: '应聘时间' } });
    const offered = () => document.querySelector('[data-combobox-selected]')?.textContent;
    await waitFor(() => expect(offered()).toBe('应聘时间'));
    // Whoever reads what is offered first lets the timers pass that opening the list has set.
    await new Promise((resolve) => setTimeout(resolve, 20));
    fireEvent.keyDown(column, { key: 'Enter', code: 'Enter' });
    expect(onChange).toHaveBeenCalledWith(withColumn(leaf, 'applied_at'));
  });

  it('is gone through from the chosen one on with the arrows', async () => {
    const leaf = withColumn(blankLeaf(), 'degreeCertificate');
    const { onChange, column } = await show(leaf);
    const options = () => [...document.querySelectorAll('[data-combobox-option]')];
    const active = options().findIndex((option) => option.hasAttribute('data-combobox-active'));
    expect(active).toBeGreaterThan(0);
    fireEvent.mouseDown(column);
    fireEvent.click(column);
    await new Promise((resolve) => setTimeout(resolve, 20));
    fireEvent.keyDown(column, { key: 'ArrowDown', code: 'ArrowDown' });
    expect(options()[active + 1]?.hasAttribute('data-combobox-selected')).toBe(true);
    expect(onChange).not.toHaveBeenCalled();
  });
});
