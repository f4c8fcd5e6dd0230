import type { NetworkInterfaceInfo } from 'node:os';
import { officeAddresses, virtualAdapter } from '../../lan/candidate-addresses.ts';

/** A network that this machine is on. */
export interface Network {
  name: string;
  address: string;
  kind: 'office' | 'virtual' | 'loopback';
  /** Such as `192.168.1.0/24`. */
  range: string;
}

/** The machine's IPv4 networks, the ones that phones most likely are on first, loopback last. */
export function describeNetworks(
  interfaces: Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>,
): Network[] {
  const order = officeAddresses(interfaces);
  const rank = (address: string) =>
    (order.indexOf(address) + order.length + 1) % (order.length + 1);
  return Object.entries(interfaces)
    .flatMap(([name, infos = []]) =>
      infos
        .filter(({ family, address }) => family === 'IPv4' && !address.startsWith('169.254.'))
        .map(
          ({ address, internal, mac, cidr }): Network => ({
            name,
            address,
            kind: internal ? 'loopback' : virtualAdapter(name, mac) ? 'virtual' : 'office',
            range: cidr ? networkRange(cidr) : '',
          }),
        ),
    )
    .toSorted((one, other) =>
      one.kind === 'loopback' || other.kind === 'loopback'
        ? Number(one.kind === 'loopback') - Number(other.kind === 'loopback')
        : rank(one.address) - rank(other.address),
    );
}

/** `192.168.1.20/24` → `192.168.1.0/24`. */
export function networkRange(cidr: string): string {
  const [address = '', bits = '32'] = cidr.split('/');
  const mask = Number(bits) === 0 ? 0 : (-1 << (32 - Number(bits))) >>> 0;
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const network = (value & mask) >>> 0;
  const parts = [24, 16, 8, 0].map((shift) => (network >>> shift) & 255);
  return `${parts.join('.')}/${bits}`;
}
