import { expect, it } from 'vitest';
import type { CertificateSlot } from '../../../../shared/api/certificate-slots.ts';
import type { Attachment } from '../../../../shared/api/certificates.ts';
import { groupBySlot } from './slot-groups.ts';

const file = (dfs_file_name: string) => ({ dfs_file_name }) as Attachment;
const slot = (slot_key: string) => ({ slot_key }) as CertificateSlot;

it('groups files in the order of the slots, keeps empty slots, and puts the rest last', () => {
  const files = ['1', '2', '3', '4'].map(file);
  const slotOf = new Map([
    ['1', 'b'],
    ['2', 'a'],
    ['3', 'b'],
  ]);
  const groups = groupBySlot(files, [slot('a'), slot('b'), slot('c')], slotOf);
  const names = groups.map(
    (group) => `${group.slot?.slot_key}: ${group.files.map((one) => one.dfs_file_name)}`,
  );
  expect(names).toEqual(['a: 2', 'b: 1,3', 'c: ', 'undefined: 4']);
  expect(groupBySlot(files, [], slotOf)).toEqual([{ slot: undefined, files }]);
});
