import type { NetworkInterfaceInfo } from 'node:os';

/** What `os.networkInterfaces()` answers. */
export type Interfaces = Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>;

/** Adapters of virtual machines, containers and VPNs, by the names systems give them. */
const virtualName =
  /docker|^br-|veth|virbr|vmnet|vmware|vbox|virtualbox|hyper-v|^vethernet|wsl|podman|^cni|flannel|^lxc|^lxd|^utun|^tun|^tap|^wg|wireguard|^zt|zerotier|tailscale|vpn|^ppp|hamachi|^ham\d|bluetooth|^bridge\d|^awdl|^llw|^anpi/i;

/** Hardware addresses of container bridges and virtual machines' host adapters. */
const virtualHardware = /^(02:42|0a:00:27|00:50:56:c0|00:15:5d)/i;

/** Whether an adapter is a virtual machine's, a container's or a VPN's: no phone is on its network. */
export function virtualAdapter(name: string, mac: string): boolean {
  return virtualName.test(name) || virtualHardware.test(mac);
}

/** Lower is better: the ranges an office network most often uses first, a tunnel's range last. */
function rangeRank(address: string): number {
  if (address.startsWith('192.168.')) return 0;
  if (address.startsWith('10.')) return 1;
  if (/^172\.(1[6-9]|2\d|3[01])\./.test(address)) return 2;
  if (/^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(address)) return 4;
  return 3;
}

/**
 * The machine's IPv4 addresses that a phone in the office network may reach, best first: real
 * adapters before virtual ones, private ranges before public ones. Loopback and link-local (an
 * adapter that got no address) are left out.
 */
export function officeAddresses(interfaces: Interfaces): string[] {
  return Object.entries(interfaces)
    .flatMap(([name, infos = []]) =>
      infos
        .filter(
          ({ family, internal, address }) =>
            family === 'IPv4' && !internal && !address.startsWith('169.254.'),
        )
        .map(({ address, mac }) => ({
          address,
          virtual: virtualAdapter(name, mac) ? 1 : 0,
        })),
    )
    .sort(
      (one, other) =>
        one.virtual - other.virtual || rangeRank(one.address) - rangeRank(other.address),
    )
    .map(({ address }) => address);
}

/**
 * The URLs under which candidates reach a server that listens on `host` and `port`, best first.
 * A server on all addresses has the office addresses, or loopback alone on a machine without a
 * network; a server on one host has that one.
 */
export function candidateUrls(host: string, port: number, interfaces: Interfaces): string[] {
  if (host !== '0.0.0.0' && host !== '::') {
    return [`http://${host.includes(':') ? `[${host}]` : host}:${port}`];
  }
  const addresses = officeAddresses(interfaces);
  return (addresses.length > 0 ? addresses : ['127.0.0.1']).map(
    (address) => `http://${address}:${port}`,
  );
}
