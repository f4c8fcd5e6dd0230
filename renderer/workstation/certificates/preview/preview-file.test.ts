import { expect, it } from 'vitest';
import { downloadUrl, formatSize, previewKind, previewUrl } from './preview-file.ts';

const file = {
  dfs_file_name: 'M00/0A/D8/CgkKAlyZvXGAKlG1AACfSsv6yPs084.jpg',
  dfs_group_name: 'group1',
  ext: 'jpg',
  name: '学位证 1&2.jpg',
  size: 40778,
};

function query(url: string) {
  return Object.fromEntries(new URL(url, 'http://credo.test').searchParams);
}

it('asks for a file by the reference’s parameters, its name intact', () => {
  expect(downloadUrl(file)).toMatch(/^\/webank\/download\?/);
  expect(query(downloadUrl(file))).toEqual({
    dfs_group_name: 'group1',
    dfs_file_name: file.dfs_file_name,
    name: '学位证 1&2.jpg',
  });
});

it('shows files inline, and asks for a rendition of what browsers cannot draw', () => {
  expect(query(previewUrl(file))).toMatchObject({ inline: '1' });
  expect(query(previewUrl(file))).not.toHaveProperty('rendition');
  expect(query(previewUrl({ ...file, ext: 'heic' }))).toMatchObject({ rendition: 'preview' });
  expect(query(downloadUrl({ ...file, ext: 'heic' }))).not.toHaveProperty('rendition');
});

it('tells PDFs from pictures', () => {
  expect(previewKind({ ...file, ext: 'PDF' })).toBe('pdf');
  expect(previewKind(file)).toBe('image');
});

it('writes sizes for people', () => {
  expect(formatSize(512)).toBe('512 B');
  expect(formatSize(40778)).toBe('41 kB');
  expect(formatSize(20 * 1024 * 1024)).toBe('21.0 MB');
});
