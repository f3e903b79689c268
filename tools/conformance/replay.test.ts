import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { replayFolder, UnreadableVectors } from './replay.ts';

const line = (expected: object) =>
  JSON.stringify({
    id: 'one-member',
    topics: { orders: 1 },
    members: [
      {
        memberId: 'c1',
        groupInstanceId: null,
        rackId: null,
        topics: ['orders'],
        ownedPartitions: [],
        generationId: null,
      },
    ],
    expected,
    determinism: 'exact',
  });
const right = line({ c1: [['orders', 0]] });
const wrong = line({ c1: [] });

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});

function folderOf(files: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(join(tmpdir(), 'vectors-'));
  folder = made;
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(made, file)), { recursive: true });
    writeFileSync(join(made, file), text);
  }
  return made;
}

const recorded = (file: string) =>
  readFileSync(fileURLToPath(new URL(`../../simulator/conformance/${file}`, import.meta.url)), 'utf8');

describe('replayFolder', { timeout: 60_000 }, () => {
  it('agrees with every recorded case of every client-side assignor, racks included', () => {
    const cases = {
      'assignors/cooperative-sticky.jsonl': 784,
      'assignors/range.jsonl': 611,
      'assignors/roundrobin.jsonl': 402,
      'assignors/sticky.jsonl': 806,
    };
    const files = Object.keys(cases);
    const replays = replayFolder(folderOf(Object.fromEntries(files.map((file) => [file, recorded(file)]))));
    expect(replays).toEqual(
      Object.entries(cases).map(([file, total]) => ({
        file,
        total,
        covered: { agreed: total, leftOut: 0, first: undefined },
      })),
    );
  });

  it('counts agreement and tells of the first case that disagrees', () => {
    const [replay] = replayFolder(folderOf({ 'assignors/range.jsonl': `${right}\n${wrong}\n${wrong}\n` }));
    expect(replay).toMatchObject({
      total: 3,
      covered: { agreed: 1, first: { line: 2, why: 'orders-0 should have gone to nobody.' } },
    });
  });

  it('agrees with every recorded trace of classic groups, and leaves out those with both protocols', () => {
    const [replay] = replayFolder(folderOf({ 'coordinator/classic.jsonl': recorded('coordinator/classic.jsonl') }));
    expect(replay).toMatchObject({ total: 146, covered: { agreed: 143, leftOut: 3, first: undefined } });
  });

  it('tells of the first step of a trace that goes another way', () => {
    const trace = recorded('coordinator/classic.jsonl')
      .split('\n')[0]
      ?.replace('"generationId":1,', '"generationId":7,');
    const [replay] = replayFolder(folderOf({ 'coordinator/classic.jsonl': trace ?? '' }));
    expect(replay?.covered).toMatchObject({
      agreed: 0,
      first: { line: 1, why: 'Step 3, completions: not as recorded.' },
    });
  });

  it('lists the traces of consumers that agree but for something known', () => {
    const line = recorded('client/traces.jsonl')
      .split('\n')
      .find((text) => text.includes('"client-scenario-239"'));
    const [replay] = replayFolder(folderOf({ 'client/traces.jsonl': line ?? '' }));
    expect(replay?.covered).toMatchObject({ agreed: 1, first: undefined, partly: [{ name: 'client-scenario-239' }] });
  });

  it('says which files nothing of ours covers', () => {
    const replays = replayFolder(
      folderOf({ 'assignors/range.jsonl': right, 'coordinator/consumer.jsonl': '{}\n{}\n' }),
    );
    expect(replays.map(({ file, covered }) => [file, covered !== undefined])).toEqual([
      ['assignors/range.jsonl', true],
      ['coordinator/consumer.jsonl', false],
    ]);
    expect(replays[1]?.total).toBe(2);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'a line that is no JSON',
      { 'assignors/range.jsonl': `${right}\n{"id":` },
      /range\.jsonl:2: .*JSON.*Each line is one/,
    ],
    ['a line without members', { 'assignors/range.jsonl': '{"id":"x","topics":{}}' }, /range\.jsonl:1: members: /],
    [
      'an outcome that is neither given nor thrown',
      { 'assignors/range.jsonl': right.replace(/"expected":.*?\]\]\}/, '"expected":null') },
      /range\.jsonl:1: expected is null, but nothing is said to throw/,
    ],
    [
      'a trace without steps',
      { 'coordinator/classic.jsonl': '{"id":"x","title":"","category":"walk","config":{},"topics":{},"groupId":"g"}' },
      /classic\.jsonl:1: steps: not there/,
    ],
    ['an empty file', { 'assignors/range.jsonl': '\n' }, /range\.jsonl is empty: put its cases back/],
    [
      'a topic of a hundred billion partitions',
      { 'assignors/range.jsonl': right.replace(/"topics":\{"([^"]+)":\d+/, '"topics":{"$1":99999999999') },
      /range\.jsonl:1: topics\./,
    ],
    ['a folder that is named like a file', { 'assignors/range.jsonl/x': '' }, /range\.jsonl cannot be read: EISDIR/],
    ['a folder without recordings', { 'README.md': '' }, /holds no \.jsonl file: name a folder laid out like/],
  ])('cannot read %s', (_, files, message) => {
    const made = folderOf(files);
    expect(() => replayFolder(made)).toThrow(UnreadableVectors);
    expect(() => replayFolder(made)).toThrow(message);
  });

  it('cannot read a folder that is not there', () => {
    expect(() => replayFolder('/no/such/folder')).toThrow(/is not a folder: name one laid out like/);
  });
});
