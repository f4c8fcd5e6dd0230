import type { NetworkInterfaceInfoIPv4 } from 'node:os';
import { describe, expect, it } from 'vitest';
import { candidateUrls, officeAddresses } from './candidate-addresses.ts';

function ipv4(address: string, mac = '3c:22:fb:01:02:03', internal = false) {
  return {
    family: 'IPv4',
    address,
    mac,
    internal,
    netmask: '255.255.255.0',
    cidr: `${address}/24`,
  } satisfies NetworkInterfaceInfoIPv4;
}

const office = {
  lo: [ipv4('127.0.0.1', '00:00:00:00:00:00', true)],
  docker0: [ipv4('172.17.0.1', '02:42:1c:00:00:01')],
  'VMware Network Adapter VMnet8': [ipv4('192.168.120.1', '00:50:56:c0:00:08')],
  utun4: [ipv4('100.101.1.2')],
  以太网: [ipv4('10.20.3.4')],
  'Wi-Fi': [ipv4('192.168.1.20')],
  en7: [ipv4('169.254.10.10')],
};

describe('officeAddresses', () => {
  it('puts real adapters before virtual ones and office ranges before others', () => {
    expect(officeAddresses(office)).toEqual([
      '192.168.1.20',
      '10.20.3.4',
      '192.168.120.1',
      '172.17.0.1',
      '100.101.1.2',
    ]);
  });

  it('prefers any private range to a public address', () => {
    expect(officeAddresses({ a: [ipv4('8.8.4.4')], b: [ipv4('172.20.0.5')] })).toEqual([
      '172.20.0.5',
      '8.8.4.4',
    ]);
  });
});

describe('candidateUrls', () => {
  it('has every office address for a server on all addresses', () => {
    expect(candidateUrls('0.0.0.0', 7421, { eth0: office['Wi-Fi'] })).toEqual([
      'http://192.168.1.20:7421',
    ]);
  });

  it('has loopback alone on a machine without a network', () => {
    expect(candidateUrls('0.0.0.0', 7421, { lo: office.lo })).toEqual(['http://127.0.0.1:7421']);
  });

  it('has the chosen host alone', () => {
    expect(candidateUrls('192.168.9.9', 80, office)).toEqual(['http://192.168.9.9:80']);
    expect(candidateUrls('fd00::1', 80, office)).toEqual(['http://[fd00::1]:80']);
  });
});
