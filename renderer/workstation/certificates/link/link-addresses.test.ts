import { expect, it } from 'vitest';
import { isPrivateAddress, linkAddresses, officeAddresses } from './link-addresses.ts';

it('tells addresses that mobile data reaches from those of a network of its own', () => {
  for (const url of [
    'https://credo.example.com',
    'https://credo.example.com:8443',
    'http://8.8.8.8:7430',
    'http://172.32.0.1',
    'http://[2001:db8::1]:7430',
  ]) {
    expect(isPrivateAddress(url), url).toBe(false);
  }
  for (const url of [
    'http://192.168.1.20:7430',
    'http://10.0.0.8',
    'http://172.16.3.4:7430',
    'http://100.64.0.9',
    'http://127.0.0.1:7430',
    'http://localhost:7430',
    'http://[::1]:7430',
    'http://[fd00::8]:7430',
    'http://credo-server:7430',
    'http://credo.local',
  ]) {
    expect(isPrivateAddress(url), url).toBe(true);
  }
});

it('puts the centre first, and leaves out what only this computer reaches', () => {
  const office = ['http://192.168.1.20:7421', 'http://10.0.0.3:7421'];
  const central = 'https://credo.example.com';
  const both = { central_candidate_url: central, candidate_urls: office };
  expect(linkAddresses(both)).toEqual([central, ...office]);
  expect(officeAddresses(both)).toEqual(office);
  const alone = ['http://127.0.0.1:7421'];
  expect(officeAddresses({ central_candidate_url: central, candidate_urls: alone })).toEqual([]);
  expect(officeAddresses({ central_candidate_url: null, candidate_urls: alone })).toEqual(alone);
});
