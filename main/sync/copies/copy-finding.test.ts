import { expect, it } from 'vitest';
import { compareWithMark } from './copy-finding.ts';
import type { DeviceMark } from './device-marks.ts';

const mark: DeviceMark = {
  device_id: 'd',
  incarnation: 'i',
  number: 7,
  path: '/home/zhou/credo',
  inode: '12',
  hosts: ['zhou-laptop', '3c:22:fb:00:00:01'],
  retired: false,
};
const here = { path: mark.path, inode: mark.inode, hosts: mark.hosts, number: 7 };
const there = () => true;
const gone = () => false;

it('knows the workspace that was marked, at work further, moved, and on a machine renamed', () => {
  expect(compareWithMark(mark, here, there)).toBe('same');
  expect(compareWithMark(mark, { ...here, number: 9 }, there)).toBe('same');
  expect(compareWithMark(mark, { ...here, path: '/mnt/credo' }, there)).toBe('same');
  expect(compareWithMark(mark, { ...here, path: '/mnt/credo', inode: '99' }, gone)).toBe('same');
  expect(compareWithMark(mark, { ...here, inode: '99' }, there)).toBe('same');
  const renamed = { ...here, hosts: ['new-name', '3c:22:fb:00:00:01'] };
  expect(compareWithMark(mark, renamed, there)).toBe('same');
});

it('knows a copy beside the original, and one on another machine', () => {
  expect(compareWithMark(mark, { ...here, path: '/mnt/credo', inode: '99' }, there)).toBe('copied');
  expect(compareWithMark(undefined, here, there)).toBe('copied');
  expect(compareWithMark(mark, { ...here, hosts: ['other'] }, there)).toBe('copied');
});

it('knows an older state in the place of a newer one', () => {
  expect(compareWithMark(mark, { ...here, number: 6 }, there)).toBe('restored');
  expect(compareWithMark({ ...mark, retired: true }, here, there)).toBe('restored');
});
