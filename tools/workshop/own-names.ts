// Floor 7. What this machine is called in its networks. A request that means another name was led here by somebody else's page.
import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

type Interfaces = Readonly<Partial<Record<string, readonly NetworkInterfaceInfo[]>>>;

/** Of containers, virtual machines and tunnels: attendees reach none of them. */
const isVirtual = /^(?:docker|br-|veth|vmnet|vboxnet|virbr|utun|tun|tap|wg|tailscale|zt|bridge|vEthernet)/i;

/** Addresses by which others in the network reach this machine, the likeliest first. */
export function networkAddresses(interfaces: Interfaces = networkInterfaces()): readonly string[] {
  const all = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      .filter(({ internal, address }) => !internal && !/^(?:169\.254\.|fe80:)/i.test(address))
      .map((info) => ({ address: info.address, isV6: info.family === 'IPv6', isVirtual: isVirtual.test(name) })),
  );
  const rank = (each: (typeof all)[number]): number => (each.isV6 ? 2 : 0) + (each.isVirtual ? 1 : 0);
  return all.sort((a, b) => rank(a) - rank(b)).map(({ address }) => address);
}

/** As it stands in an address: in brackets where it has colons. */
const inUrl = (address: string): string => (address.includes(':') ? `[${address}]` : address);

export const urlOf = (address: string, port: number): string =>
  `http://${inUrl(address)}${port === 80 ? '' : `:${port}`}/`;

export interface Meant {
  /** The header Host. */
  readonly host: string | undefined;
  /** The header Origin, which browsers send with every POST. */
  readonly origin: string | undefined;
  /** The address of this machine at which the request came in. */
  readonly localAddress: string | undefined;
  readonly port: number;
}

/** @param given what was asked to be listened on, by address or by name */
export function isMeantForUs({ host, origin, localAddress, port }: Meant, given: string | undefined): boolean {
  const own = hostname().toLowerCase();
  const names = ['localhost', '127.0.0.1', '[::1]', own, `${own}.local`, given && inUrl(given.toLowerCase())];
  const here = localAddress && inUrl(localAddress.replace(/^::ffff:/i, '').toLowerCase());
  const end = port === 80 ? '' : `:${port}`;
  const asked = host?.toLowerCase();
  if (![...names, here].some((name) => name && asked === name + end)) return false;
  return origin === undefined || origin.toLowerCase() === `http://${asked}`;
}
