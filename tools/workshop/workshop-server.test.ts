import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HandIn } from '../../site/workshop/hand-in/hand-in.ts';
import { sampleHandIn } from '../../site/workshop/hand-in/sample-hand-in.ts';
import { Collection } from './collection.ts';
import { HandInFile } from './hand-in-file.ts';
import { readSite } from './site-files.ts';
import { openWorkshop, type WorkshopServer } from './workshop-server.ts';

const key = 'k'.repeat(32);

let folder: string;
let path: string;
let server: WorkshopServer;
let taken: HandIn[];
let troubles: string[];
let isClosed: boolean;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'workshop-'));
  path = join(folder, 'hand-ins.jsonl');
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'lessons/one'), { recursive: true });
  mkdirSync(join(dist, 'workshop'));
  writeFileSync(join(folder, 'secret'), 'secret');
  writeFileSync(join(dist, 'index.html'), 'index');
  writeFileSync(join(dist, '404.html'), 'not here');
  writeFileSync(join(dist, 'lessons/one/index.html'), 'one '.repeat(1000));
  writeFileSync(join(dist, 'workshop/live.json'), '{"live":false}');
  taken = [];
  troubles = [];
  isClosed = false;
  const { file, handIns } = await HandInFile.open(path);
  server = await openWorkshop({
    site: readSite(dist),
    collection: new Collection(file, handIns),
    key,
    port: 0,
    host: '127.0.0.1',
    onTaken: (handIn) => taken.push(handIn),
    onTrouble: (what) => troubles.push(what),
  });
});

afterEach(async () => {
  if (!isClosed) await server.close();
  rmSync(folder, { recursive: true });
});

const url = (at: string) => `http://127.0.0.1:${server.port}/${at}`;
const json = { 'content-type': 'application/json' };
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) =>
  fetch(url('workshop/hand-ins'), { method: 'POST', headers, body });
const ask = (after: string, given = key) =>
  fetch(url(`workshop/hand-ins?after=${after}`), { headers: { authorization: `Bearer ${given}` } });

/** A request as no browser sends it. */
function raw(headers: Record<string, string>, method = 'GET', at = '/'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path: at, method, headers }, (response) =>
      resolve(response.resume().statusCode),
    )
      .on('error', reject)
      .end();
  });
}

/** Sends bytes, and says what came until the server or the sender ended it. */
function bytes(sent: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.end(sent));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

describe('the site', () => {
  it('is served by folder, packed where that helps, and with headers that keep browsers careful', async () => {
    const one = await fetch(url('lessons/one/'));
    expect(await one.text()).toBe('one '.repeat(1000));
    expect(one.headers.get('content-encoding')).toBe('gzip');
    expect(one.headers.get('x-content-type-options')).toBe('nosniff');
    expect(one.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
    const again = await fetch(url('lessons/one/'), { headers: { 'if-none-match': one.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    const bare = await fetch(url('lessons/one?a=1'), { redirect: 'manual' });
    expect([bare.status, bare.headers.get('location')]).toEqual([301, '/lessons/one/?a=1']);
  });

  it('says that it is live', async () => {
    expect(await (await fetch(url('workshop/live.json'))).json()).toEqual({ live: true });
  });

  it.each([
    'nothing',
    '..%2fsecret',
    '%2e%2e/secret',
    'lessons/..%2f..%2fsecret',
    '%00',
    'a%00.html',
    '/evil.example',
    '..%5csecret',
  ])('answers %s with 404.html', async (at) => {
    const response = await fetch(url(at));
    expect([response.status, await response.text()]).toEqual([404, 'not here']);
  });

  it('takes no other method', async () => {
    expect(await raw({}, 'DELETE')).toBe(405);
    expect(await raw({}, 'OPTIONS', '/workshop/hand-ins')).toBe(405);
  });
});

describe('a request that another page led here', () => {
  it('is refused when it means another host', async () => {
    expect(await raw({ host: 'evil.example' })).toBe(421);
    expect(await raw({ host: `evil.example:${server.port}` })).toBe(421);
    expect(await raw({ host: `localhost:${server.port}` })).toBe(200);
  });

  it('is refused when it comes from another origin', async () => {
    const sent = await post(JSON.stringify(sampleHandIn), { ...json, origin: 'http://evil.example' });
    expect(sent.status).toBe(421);
    expect(taken).toEqual([]);
  });

  it('is refused when it is of a kind that pages may send anywhere', async () => {
    expect((await post(JSON.stringify(sampleHandIn), { 'content-type': 'text/plain' })).status).toBe(415);
  });
});

describe('a hand-in', () => {
  it('is in the file when its sender hears of it, and nothing but what belongs to it', async () => {
    const response = await post(JSON.stringify({ ...sampleHandIn, address: '10.0.0.1' }));
    expect(response.status).toBe(200);
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(sampleHandIn)}\n`);
    expect(taken).toEqual([sampleHandIn]);
  });

  it('is told to whoever has the key, after what is known already', async () => {
    await post(JSON.stringify(sampleHandIn));
    await post(JSON.stringify({ ...sampleHandIn, attendee: 'Grace' }));
    expect(await (await ask('1')).json()).toMatchObject({
      arrived: [{ number: 2, handIn: { attendee: 'Grace' } }],
      more: false,
    });
    expect(await (await ask('2')).json()).toEqual({ arrived: [], more: false });
    expect((await ask('1', 'x'.repeat(32))).status).toBe(403);
    expect((await ask('-1')).status).toBe(400);
    expect((await fetch(url('workshop/hand-ins'))).status).toBe(403);
  });

  it('is not told to who guesses keys without end', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 25; guess += 1) statuses.push((await ask('0', `guess-${guess}`)).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(403));
    expect(statuses.at(-1)).toBe(429);
    expect((await ask('0')).status).toBe(200);
  });

  it.each([
    ['no JSON', '{', 400, 'not JSON'],
    ['nothing', '', 400, 'not JSON'],
    ['no hand-in', '{"a":1}', 400, 'This is no hand-in'],
    ['damaged', JSON.stringify({ ...sampleHandIn, at: 'now' }), 400, 'damaged at "at"'],
    ['nested without end', '['.repeat(900_000), 400, 'not JSON'],
    ['too large', JSON.stringify({ ...sampleHandIn, more: 'x'.repeat(1_000_000) }), 413, 'at most 1 MB'],
  ])('is refused in words: %s', async (_, body, status, words) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ problem: expect.stringContaining(words) });
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('of 50 MB hears why it is refused', async () => {
    const response = await post(new Uint8Array(50_000_000));
    expect([response.status, await response.json()]).toEqual([413, { problem: expect.stringContaining('1 MB') }]);
  });

  it('is refused where its bytes are no text', async () => {
    expect((await post(Uint8Array.of(0x22, 0xff, 0x22))).status).toBe(400);
  });

  it('is refused for a while to a sender of very many', async () => {
    const all = await Promise.all(Array.from({ length: 230 }, () => post('{}')));
    const statuses = all.map(({ status }) => status);
    expect(statuses.filter((status) => status === 400).length).toBeGreaterThanOrEqual(100);
    expect(statuses.filter((status) => status === 429 || status === 503).length).toBeGreaterThan(0);
    expect((await fetch(url('lessons/one/'))).status).toBe(200);
  });

  it('that is on its way when the workshop ends gets to the file, and is answered', async () => {
    const sending = new Promise<number | undefined>((resolve, reject) => {
      const body = JSON.stringify(sampleHandIn);
      const headers = { ...json, 'content-length': body.length };
      const half = request({
        host: '127.0.0.1',
        port: server.port,
        path: '/workshop/hand-ins',
        method: 'POST',
        headers,
      });
      half.on('error', reject).on('response', (response) => resolve(response.resume().statusCode));
      half.write(body.slice(0, 100), () => {
        // The server has the beginning when it has answered a later request.
        void fetch(url('')).then(() => {
          void server.close();
          isClosed = true;
          half.end(body.slice(100));
        });
      });
    });
    expect(await sending).toBe(200);
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(sampleHandIn)}\n`);
  });
});

describe('no bytes', () => {
  const target = fc.oneof(
    fc.constantFrom(
      '/',
      '//',
      '//[/',
      '/..',
      '/../../secret',
      '/%00',
      '/%',
      '/%c0%ae',
      '*',
      'http://',
      '/?after=%',
      '/\\',
    ),
    fc.webPath(),
    fc.string({ maxLength: 40 }),
  );
  const header = fc.oneof(
    fc.constantFrom(
      'Content-Length: -1',
      'Content-Length: 9999999999999999999999',
      'Content-Length: 5\r\nContent-Length: 6',
      'Transfer-Encoding: chunked\r\nContent-Length: 3',
      'Transfer-Encoding: gzip, chunked',
      'Expect: 100-continue',
      'Expect: everything',
      'Upgrade: websocket\r\nConnection: upgrade',
      'Range: bytes=9-2',
      'If-None-Match: \u0001',
      'Authorization: Bearer',
      'Content-Type: application/json',
      `X: ${'x'.repeat(20_000)}`,
    ),
    fc.string({ maxLength: 60 }),
  );
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
    fc
      .record({
        method: fc.constantFrom('GET', 'POST', 'HEAD', 'CONNECT', 'TRACE', 'PRI', 'get', ''),
        target: fc.oneof(
          target,
          fc.constantFrom('/workshop/hand-ins', '/workshop/hand-ins?after=1', '/workshop/live.json'),
        ),
        version: fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', ''),
        headers: fc.array(header, { maxLength: 4 }),
        body: fc.oneof(fc.string({ maxLength: 60 }), fc.constant('5\r\nabc\r\n0\r\n\r\n'), fc.constant('ffffffff\r\n')),
      })
      .map(({ method, target, version, headers, body }) => {
        const head = [`${method} ${target} ${version}`, `Host: 127.0.0.1:${server.port}`, ...headers].join('\r\n');
        return Buffer.from(`${head}\r\n\r\n${body}`);
      }),
  );

  it('whatsoever end the server, get a file out of it that is not the site’s, or into the file', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (sent) => {
        expect(await bytes(sent)).not.toContain('secret');
      }),
      { numRuns: 400 },
    );
    expect((await fetch(url(''))).status).toBe(200);
    expect(readFileSync(path, 'utf8')).toBe('');
    expect(troubles).toEqual([]);
  }, 60_000);

  it('that never become a whole request keep the server from others', async () => {
    const slow = Array.from({ length: 50 }, () => connect(server.port, '127.0.0.1'));
    for (const socket of slow) {
      socket.on('error', () => {});
      socket.write(
        `POST /workshop/hand-ins HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: 900000\r\n\r\n{`,
      );
    }
    expect((await post(JSON.stringify(sampleHandIn))).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });
});
