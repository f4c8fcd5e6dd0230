import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { describeNetworks, networkRange } from './networks.ts';

const info = (address: string, bits: number, internal = false): NetworkInterfaceInfo[] => [
  {
    address,
    internal,
    netmask: '',
    mac: '3c:22:fb:00:00:01',
    family: 'IPv4',
    cidr: `${address}/${bits}`,
  },
];

it('tells the network of an address', () => {
  expect(networkRange('192.168.1.20/24')).toBe('192.168.1.0/24');
  expect(networkRange('10.37.129.2/12')).toBe('10.32.0.0/12');
  expect(networkRange('203.0.113.7/32')).toBe('203.0.113.7/32');
  expect(networkRange('203.0.113.7/0')).toBe('0.0.0.0/0');
});

it('puts the networks of phones first, virtual ones after, loopback last', () => {
  const networks = describeNetworks({
    lo: info('127.0.0.1', 8, true),
    docker0: info('172.17.0.1', 16),
    eth0: info('10.0.0.5', 8),
    wlan0: info('192.168.1.20', 24),
    broken: info('169.254.3.4', 16),
  });
  expect(networks.map(({ name, kind, range }) => [name, kind, range])).toEqual([
    ['wlan0', 'office', '192.168.1.0/24'],
    ['eth0', 'office', '10.0.0.0/8'],
    ['docker0', 'virtual', '172.17.0.0/16'],
    ['lo', 'loopback', '127.0.0.0/8'],
  ]);
});
