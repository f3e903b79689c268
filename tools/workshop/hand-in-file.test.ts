import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHandIns } from '../../site/workshop/hand-in/read-hand-ins.ts';
import { sampleHandIn } from '../../site/workshop/hand-in/sample-hand-in.ts';
import { HandInFile, roomKeyFor } from './hand-in-file.ts';

const other = { ...sampleHandIn, attendeeId: 'zzzzzz', attendee: 'Grace' };
const line = `${JSON.stringify(sampleHandIn)}\n`;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workshop-'));
  path = join(folder, 'a.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function reopened() {
  const { file, handIns, told } = await HandInFile.open(path);
  await file.close();
  return { handIns, told };
}

describe('the file of hand-ins', () => {
  it('has what was appended when it is opened again, and the room reads it', async () => {
    const { file } = await HandInFile.open(path);
    await file.append(sampleHandIn);
    await file.append(other);
    await file.close();
    expect(await reopened()).toEqual({ handIns: [sampleHandIn, other], told: [] });
    const inRoom = await readHandIns('a.jsonl', readFileSync(path, 'utf8'));
    expect(inRoom).toEqual({ handIns: [sampleHandIn, other], problems: [] });
  });

  it.each([1, 40, line.length - 10])(
    'sets aside a last line of which %d characters are there, and goes on',
    async (length) => {
      writeFileSync(path, line + line.slice(0, length));
      expect(await reopened()).toEqual({
        handIns: [sampleHandIn],
        told: [expect.stringContaining(`was cut off. It lies in ${path}.damaged`)],
      });
      expect(readFileSync(path, 'utf8')).toBe(line);
      expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(`${line.slice(0, length)}\n`);
    },
  );

  it('takes a last line that only lacks its end', async () => {
    writeFileSync(path, line.trim());
    const { file } = await HandInFile.open(path);
    await file.append(other);
    await file.close();
    expect(await reopened()).toEqual({ handIns: [sampleHandIn, other], told: [] });
  });

  it('begins anew where the very first line was cut off', async () => {
    writeFileSync(path, line.slice(0, 60));
    expect((await reopened()).handIns).toEqual([]);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(`${line.slice(0, 60)}\n`);
  });

  it('leaves a line in the middle that cannot be read where it is, and says so', async () => {
    writeFileSync(path, `${line}{"a":1}\n${line}`);
    const { handIns, told } = await reopened();
    expect(handIns).toHaveLength(2);
    expect(told).toEqual([expect.stringContaining('Line 2 of')]);
    expect(readFileSync(path, 'utf8')).toBe(`${line}{"a":1}\n${line}`);
  });

  it.each(['{"name":"rebalance-lab"}\n', 'words', '\u0000\u0001'])(
    'does not touch a file of something else: %j',
    async (text) => {
      writeFileSync(path, text);
      await expect(HandInFile.open(path)).rejects.toThrow('holds something else than hand-ins. It was not touched');
      expect(readFileSync(path, 'utf8')).toBe(text);
      expect(existsSync(`${path}.damaged`)).toBe(false);
    },
  );

  it('says why it cannot be used, and what to do', async () => {
    await expect(HandInFile.open(folder)).rejects.toThrow(/EISDIR.*Choose another file with --file/);
    await expect(HandInFile.open(join(folder, 'no/a.jsonl'))).rejects.toThrow(/ENOENT.*--file/);
    writeFileSync(path, Buffer.alloc(40_000_001));
    await expect(HandInFile.open(path)).rejects.toThrow('more than the 40 that a workshop has room for');
  });

  it('has a key beside it that stays the same', async () => {
    const key = await roomKeyFor(path);
    expect(key).toMatch(/^[\w-]{32}$/);
    expect(await roomKeyFor(path)).toBe(key);
    expect(await roomKeyFor(join(folder, 'b.jsonl'))).not.toBe(key);
  });
});
