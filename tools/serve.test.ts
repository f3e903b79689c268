import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from './serve.ts';

describe('the file server of the built site', () => {
  let folder: string;
  let site: Served;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'serve-'));
    mkdirSync(join(folder, 'lessons/one'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), 'index');
    writeFileSync(join(folder, '404.html'), 'not here');
    writeFileSync(join(folder, 'lessons/one/index.html'), 'lesson one');
    site = await serve({ folder, prefix: '/some/path/', port: 0 });
  });

  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  const load = async (url: string) => {
    const response = await fetch(url, { redirect: 'manual' });
    return { status: response.status, text: await response.text(), location: response.headers.get('location') };
  };

  it('serves a folder by its index.html', async () => {
    expect(await load(site.url)).toMatchObject({ status: 200, text: 'index' });
    expect(await load(`${site.url}lessons/one/`)).toMatchObject({ status: 200, text: 'lesson one' });
  });

  it('sends a folder without its slash to the address with it, so that relative links work', async () => {
    expect(await load(`${site.url}lessons/one?a=1`)).toMatchObject({
      status: 301,
      location: '/some/path/lessons/one/?a=1',
    });
  });

  it.each(['nothing', 'lessons/two/', 'a/b/c', '%', '..%2fsecret', '..%2f..%2ftmp'])(
    'answers %s with 404.html',
    async (path) => {
      expect(await load(site.url + path)).toMatchObject({ status: 404, text: 'not here' });
    },
  );

  it.each(['//', '//other.example/', '///', 'http://', '*', '/\\\\', '//[/', '/some/path//'])(
    'answers the address %s and goes on',
    async (path) => {
      const { port } = new URL(site.url);
      const status = await new Promise((resolve, reject) => {
        get({ port, path }, (response) => resolve(response.resume().statusCode)).on('error', reject);
      });
      expect([200, 404]).toContain(status);
      expect(await load(site.url)).toMatchObject({ status: 200 });
    },
  );

  it('answers a request for a part that ends before it begins, and goes on', async () => {
    const response = await fetch(site.url, { headers: { range: 'bytes=4-1' } });
    expect([response.status, await response.text()]).toEqual([200, 'index']);
    expect(await load(site.url)).toMatchObject({ status: 200 });
  });

  it('serves nothing outside its prefix', async () => {
    const { status, text } = await load(new URL('/lessons/one/', site.url).href);
    expect(status).toBe(404);
    expect(text).toContain('/some/path/');
  });

  it('says how to build when there is nothing to serve', async () => {
    await expect(serve({ folder: join(folder, 'lessons'), prefix: '/', port: 0 })).rejects.toThrow('npm run build');
  });
});
