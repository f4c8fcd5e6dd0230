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
])('refuses %s %s', (...argv) => {
  expect(() => parseCommandLine(argv)).toThrow(StartupError);
});

it('picks its own options from a command line that Electron shares', () => {
  expect(
    ownOptions(['--no-sandbox', '--data', '/x', '--inspect=0', '--demo', 'file', '--port=1']),
  ).toEqual(['--data', '/x', '--demo', '--port=1']);
});
