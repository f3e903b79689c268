import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleHandIn } from '../../site/workshop/hand-in/sample-hand-in.ts';
import { Allowance } from './allowance.ts';
import { type Bounds, Collection } from './collection.ts';
import { HandInFile } from './hand-in-file.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workshop-'));
  path = join(folder, 'a.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const of = (attendeeId: string) => ({ ...sampleHandIn, attendeeId });
const wide: Bounds = { size: 1e6, handIns: 100, attendees: 100 };

async function open(bounds: Partial<Bounds> = {}) {
  const { file, handIns } = await HandInFile.open(path);
  return new Collection(file, handIns, { ...wide, ...bounds });
}

describe('the collection of hand-ins', () => {
  it('numbers them as they come, also those that come at once, and goes on after a restart', async () => {
    const collection = await open();
    await Promise.all(['aaaaaa', 'bbbbbb', 'cccccc'].map((id) => collection.take(of(id))));
    await collection.close();
    const again = await open();
    await again.take(of('dddddd'));
    expect(again.after(2)).toEqual({
      arrived: [
        { number: 3, handIn: of('cccccc') },
        { number: 4, handIn: of('dddddd') },
      ],
      more: false,
    });
    expect([again.count, again.attendeeCount]).toEqual([4, 4]);
    await again.close();
  });

  it.each([
    ['attendees', { attendees: 1 }, 'has 1 attendees, and no place'],
    ['hand-ins', { handIns: 1 }, 'has 1 hand-ins, and no place'],
    ['bytes', { size: 1000 }, 'file has 0.001 MB, and is full'],
  ])('takes no more %s than it has room for, and keeps what it has', async (_, bounds, words) => {
    const collection = await open(bounds);
    expect(await collection.take(of('aaaaaa'))).toEqual({ kind: 'taken' });
    expect(await collection.take(of('bbbbbb'))).toEqual({ kind: 'full', why: expect.stringContaining(words) });
    await collection.close();
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(of('aaaaaa'))}\n`);
  });

  it('takes more of an attendee it knows when it has no place for another', async () => {
    const collection = await open({ attendees: 1 });
    await collection.take(of('aaaaaa'));
    expect(await collection.take(of('aaaaaa'))).toEqual({ kind: 'taken' });
    await collection.close();
  });

  it('says that the disk failed, without having taken it', async () => {
    const collection = await open();
    await collection.close();
    expect(await collection.take(of('aaaaaa'))).toMatchObject({ kind: 'failed' });
    expect(collection.count).toBe(0);
  });

  it('tells long ones in several parts', async () => {
    const { file } = await HandInFile.open(path);
    const exercise = { slug: 'a', exerciseVersion: '3f2a1b', source: 'x'.repeat(190_000) };
    const long = { ...sampleHandIn, exercises: Array.from({ length: 5 }, () => exercise) };
    const collection = new Collection(file, [long, long, long]);
    expect(collection.after(0)).toMatchObject({ arrived: [{ number: 1 }, { number: 2 }], more: true });
    expect(collection.after(2)).toMatchObject({ arrived: [{ number: 3 }], more: false });
    await collection.close();
  });
});

describe('what one sender may do', () => {
  it('is so much at once, and comes back with time', () => {
    const allowance = new Allowance({ atOnce: 3, perSecond: 1 });
    expect([0, 0, 0, 0].map((at) => allowance.take('a', 1, at))).toEqual([true, true, true, false]);
    expect(allowance.take('b', 3, 0)).toBe(true);
    expect([allowance.take('a', 1, 900), allowance.take('a', 1, 1000), allowance.take('a', 1, 1000)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(allowance.take('a', 3, 60_000)).toBe(true);
  });
});
