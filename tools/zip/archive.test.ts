import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zipOf } from './archive.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zip-'));
  mkdirSync(join(folder, 'lessons/über'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<h1>Front</h1>');
  writeFileSync(join(folder, 'lessons/über/index.html'), '<h1>Lesson</h1>');
  writeFileSync(join(folder, 'icon.png'), new Uint8Array([0, 255, 128, 10, 13]));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the zip of a built site', () => {
  it('holds every file as it is, and a text on how to serve it, in one folder', () => {
    const inside = unzipSync(zipOf({ folder, version: '1.2.3' }));
    expect(Object.keys(inside).sort()).toEqual([
      'rebalance-lab-1.2.3/README.txt',
      'rebalance-lab-1.2.3/icon.png',
      'rebalance-lab-1.2.3/index.html',
      'rebalance-lab-1.2.3/lessons/über/index.html',
    ]);
    expect([...(inside['rebalance-lab-1.2.3/icon.png'] ?? [])]).toEqual([0, 255, 128, 10, 13]);
    const text = (name: string) => strFromU8(inside[`rebalance-lab-1.2.3/${name}`] ?? new Uint8Array());
    expect(text('lessons/über/index.html')).toBe('<h1>Lesson</h1>');
    expect(text('README.txt')).toContain('python3 -m http.server');
  });

  it('is the same, byte for byte, when the files are', () => {
    const first = zipOf({ folder, version: '1.2.3' });
    utimesSync(join(folder, 'index.html'), 1000, 1000);
    expect(Buffer.compare(zipOf({ folder, version: '1.2.3' }), first)).toBe(0);
    writeFileSync(join(folder, 'index.html'), '<h1>Back</h1>');
    expect(Buffer.compare(zipOf({ folder, version: '1.2.3' }), first)).not.toBe(0);
  });

  it('is not made of a folder without a site', () => {
    rmSync(join(folder, 'index.html'));
    expect(() => zipOf({ folder, version: '1.2.3' })).toThrow('Build the site first: npm run build');
  });
});
