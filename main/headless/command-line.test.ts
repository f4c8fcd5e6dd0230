import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { StartupError } from '../hosting/startup-error.ts';
import { ownOptions, parseCommandLine } from './command-line.ts';

it('has the defaults of the README, and a folder of its own for the demo', () => {
  const folder = (demo: boolean) => (demo ? '/demo' : '/workspace');
  expect(parseCommandLine([], folder)).toEqual({
    demo: false,
    headless: false,
    dataFolder: '/workspace',
    port: 7420,
    lanHost: '0.0.0.0',
    lanPort: 7421,
    lanGiven: false,
    central: undefined,
  });
  expect(parseCommandLine(['--demo'], folder).dataFolder).toBe('/demo');
  expect(parseCommandLine(['--data', 'here', '--port=0'], folder)).toMatchObject({
    dataFolder: resolve('here'),
    port: 0,
  });
});

it.each([
  ['--bogus'],
  ['--port', '65536'],
  ['--port', '-1'],
  ['--lan-port', '80a'],
  ['--data', ''],
  ['--port'],
  ['stray'],
  ['--central', 'http://centre.example'],
  ['--central', 'centre.example', '--enrol', 'ABCD-EFGH-JKLM'],
  ['--enrol', 'ABCD-EFGH-JKLM'],
])('refuses %s %s', (...argv) => {
  expect(() => parseCommandLine(argv)).toThrow(StartupError);
});

it('joins a company by address and code', () => {
  const argv = ['--central', 'https://centre.example/', '--enrol', 'ABCD-EFGH-JKLM'];
  expect(parseCommandLine(argv).central).toEqual({
    url: 'https://centre.example',
    code: 'ABCD-EFGH-JKLM',
  });
});

it('picks its own options from a command line that Electron shares', () => {
  expect(
    ownOptions(['--no-sandbox', '--data', '/x', '--inspect=0', '--demo', 'file', '--port=1']),
  ).toEqual(['--data', '/x', '--demo', '--port=1']);
});
