import type { CandidateRequest } from '../../../shared/api/candidate-page.ts';
import { fileProblem } from './file-rules.ts';
import type { QueueNotice } from './item-list.ts';
import { chosenItem, type UploadItem } from './upload-item.ts';

/**
 * Adds chosen files to a list: what cannot be uploaded is listed with the reason, what is there
 * already is not added twice, what had to be chosen again takes its old place, and what is above
 * the limit is left out.
 */
export function admitFiles(
  present: readonly UploadItem[],
  files: readonly File[],
  limits: CandidateRequest['limits'],
  canShrink: boolean,
): { items: readonly UploadItem[]; notice: QueueNotice | undefined } {
  const items = [...present];
  let duplicates = 0;
  let left = 0;
  for (const file of files) {
    const item = chosenItem(file);
    const known = items.filter(({ name, size }) => name === item.name && size === item.size)[0];
    if (known && known.state !== 'lost' && known.state !== 'unreadable') {
      duplicates += 1;
      continue;
    }
    if (!known && items.length >= limits.files) {
      left += 1;
      continue;
    }
    const problem = fileProblem(file, limits.file_bytes, canShrink);
    const checked: UploadItem = problem ? { ...item, state: 'refused', problem } : item;
    if (known) items[items.indexOf(known)] = checked;
    else items.push(checked);
  }
  if (left > 0) return { items, notice: { code: 'tooManyFiles', left } };
  if (duplicates > 0) return { items, notice: { code: 'duplicates', count: duplicates } };
  return { items, notice: undefined };
}
