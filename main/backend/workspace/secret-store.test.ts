import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SecretBox, SecretStore } from './secret-store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credo-secrets-'));
  file = join(folder, 'secrets.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('keeps secrets over a restart, for the owner alone, and leaves no temporary file', () => {
  new SecretStore(file).set('mail', 'pässword 密码');
  expect(new SecretStore(file).get('mail')).toBe('pässword 密码');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['secrets.json']);
});

it('removes a secret that is set to nothing', () => {
  const store = new SecretStore(file);
  store.set('mail', 'a');
  store.set('sms', 'b');
  store.set('mail', '');
  expect(store.get('mail')).toBeUndefined();
  expect(store.get('sms')).toBe('b');
});

it('writes what its box sealed, and gives nothing where the box cannot open it', () => {
  const box: SecretBox = {
    name: 'reversed',
    seal: (secret) => [...secret].reverse().join(''),
    open: (sealed) => {
      if (sealed.startsWith('!')) throw new Error('another machine');
      return [...sealed].reverse().join('');
    },
  };
  const store = new SecretStore(file, box);
  store.set('mail', 'abc');
  expect(readFileSync(file, 'utf8')).not.toContain('abc');
  expect(store.get('mail')).toBe('abc');
  expect(new SecretStore(file).get('mail')).toBeUndefined();
  store.set('mail', 'abc!');
  expect(store.get('mail')).toBeUndefined();
});
