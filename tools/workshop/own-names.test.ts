import { hostname, type NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { announcement, farewell } from './announcement.ts';
import { isMeantForUs, networkAddresses, urlOf } from './own-names.ts';

const v4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  internal,
  family: 'IPv4',
  netmask: '255.255.255.0',
  mac: '00:00:00:00:00:00',
  cidr: null,
});
const v6 = (address: string): NetworkInterfaceInfo => ({ ...v4(address), family: 'IPv6', scopeid: 0 });

describe('the addresses of this machine', () => {
  it('are those that others reach, the likeliest first', () => {
    const interfaces = {
      lo: [v4('127.0.0.1', true)],
      docker0: [v4('172.17.0.1')],
      wlan0: [v6('fe80::1'), v6('fd00::2'), v4('192.168.1.20')],
      eth0: [v4('169.254.3.3')],
    };
    expect(networkAddresses(interfaces)).toEqual(['192.168.1.20', '172.17.0.1', 'fd00::2']);
    expect(urlOf('fd00::2', 8080)).toBe('http://[fd00::2]:8080/');
    expect(urlOf('192.168.1.20', 80)).toBe('http://192.168.1.20/');
  });
});

describe('a request', () => {
  const meant = { host: '192.168.1.20:8080', origin: undefined, localAddress: '::ffff:192.168.1.20', port: 8080 };

  it.each([
    '192.168.1.20:8080',
    'localhost:8080',
    '127.0.0.1:8080',
    '[::1]:8080',
    `${hostname()}:8080`,
    `${hostname()}.local:8080`.toUpperCase(),
    'room.example:8080',
  ])('is ours when it means %s', (host) => {
    expect(isMeantForUs({ ...meant, host }, 'room.example')).toBe(true);
    expect(isMeantForUs({ ...meant, host, origin: `http://${host}` }, 'room.example')).toBe(true);
  });

  it.each([
    undefined,
    '',
    ':8080',
    '192.168.1.20',
    '192.168.1.21:8080',
    'evil.example:8080',
    'localhost.evil.example:8080',
  ])('is not when it means %s', (host) => {
    expect(isMeantForUs({ ...meant, host }, undefined)).toBe(false);
  });

  it.each(['http://evil.example', 'null', 'https://192.168.1.20:8080', 'http://192.168.1.20:8081'])(
    'is not when it comes from %s',
    (origin) => {
      expect(isMeantForUs({ ...meant, origin }, undefined)).toBe(false);
    },
  );
});

describe('what the instructor reads', () => {
  const opened = {
    addresses: ['192.168.1.20', '10.0.0.5'],
    port: 8080,
    key: 'k'.repeat(32),
    file: '/rooms/a.jsonl',
    handInCount: 2,
    attendeeCount: 1,
    told: ['The last line was cut off.'],
    isColored: false,
  };

  it('is the address and its code, the room with its key, the file, and what was wrong with it', () => {
    const text = announcement(opened);
    expect(text).toContain('    http://192.168.1.20:8080/\n');
    expect(text.match(/^[█▀▄ ]{20,}$/gm)?.length).toBeGreaterThan(10);
    expect(text).toContain('http://10.0.0.5:8080/');
    expect(text).toContain(`http://192.168.1.20:8080/workshop/room/#key=${opened.key}\n`);
    expect(text).toContain('kept in /rooms/a.jsonl, which has 2 hand-ins of 1 attendee already.');
    expect(text).toMatch(/^The last line was cut off\./);
  });

  it('says so where there is no network', () => {
    const text = announcement({ ...opened, addresses: [], handInCount: 0 });
    expect(text).toContain('http://localhost:8080/');
    expect(text).toContain('This machine is in no network');
  });

  it('is, at the end, what is in the file', () => {
    expect(farewell(opened)).toContain('/rooms/a.jsonl has 2 hand-ins of 1 attendee.');
    expect(farewell({ ...opened, handInCount: 0 })).toContain('Nothing was handed in.');
  });
});
