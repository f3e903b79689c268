import { describe, expect, it } from 'vitest';
import { MemoryStore } from './memory-store.ts';
import { loadQuietly, saveQuietly } from './quiet-record.ts';
import { PROGRESS, type Progress, RESULTS, type StoredResults } from './records.ts';
import { put } from './store.ts';

const progress: Progress = { version: 1, slug: 's', hintsShown: 2, solutionSeenAt: undefined, passedAt: undefined };

describe('small records', () => {
  it('come back as they were written', async () => {
    const store = new MemoryStore();
    await saveQuietly(store, PROGRESS, progress, 's');
    expect(await loadQuietly(store, PROGRESS, 's')).toEqual(progress);
  });

  it('count as absent where they are damaged, and can be written again', async () => {
    const store = new MemoryStore();
    await put(store, 'progress/s', { version: 1, hintsShown: -4 });
    expect(await loadQuietly(store, PROGRESS, 's')).toBeUndefined();
    await saveQuietly(store, PROGRESS, progress, 's');
    expect(await loadQuietly(store, PROGRESS, 's')).toEqual(progress);
  });

  it('of a newer version are neither read nor overwritten', async () => {
    const store = new MemoryStore();
    const newer = { version: 2, hints: ['all'] };
    await put(store, 'progress/s', newer);
    expect(await loadQuietly(store, PROGRESS, 's')).toBeUndefined();
    await saveQuietly(store, PROGRESS, progress, 's');
    expect(await store.get('progress/s')).toEqual(newer);
  });

  it('are given up silently where storage is forbidden', async () => {
    const store = new MemoryStore();
    store.fault = new DOMException('no', 'SecurityError');
    await saveQuietly(store, PROGRESS, progress, 's');
    expect(await loadQuietly(store, PROGRESS, 's')).toBeUndefined();
  });

  it('hold a whole report with its evidence', async () => {
    const store = new MemoryStore();
    const results: StoredResults = {
      version: 1,
      slug: 's',
      savedAt: 1,
      exerciseVersion: 'v1',
      source: 'export {}',
      report: {
        collected: [{ id: 'R1: a', name: 'R1: a' }],
        outcomes: [
          {
            id: 'R1: a',
            name: 'R1: a',
            state: 'fail',
            durationMs: 1,
            errors: [
              { name: 'AssertionError', message: 'm', diff: undefined, stack: '', inAnswer: { line: 1, column: 2 } },
            ],
            logs: [{ level: 'log', text: 'x', place: { cluster: 1, process: 'c1', atMs: 3, eventIndex: 2 } }],
            logsDropped: 3,
            evidence: {
              kind: 'assignment',
              title: 't',
              topics: [['orders', 2]],
              members: [{ memberId: 'c1', groupInstanceId: undefined, rackId: undefined, topics: ['orders'] }],
              actual: undefined,
              expected: [['c1', [['orders', 0]]]],
            },
            notes: {
              clusters: [{ number: 1, name: 'cluster', eventCount: 40, endMs: 60_000, digest: 7 }],
              clustersDropped: 0,
              moment: { cluster: 1, atMs: 12_040, eventIndex: 30 },
            },
          },
        ],
        ending: { kind: 'endless-loop', during: 'R1: a', line: undefined },
        logs: [],
        durationMs: 5,
      },
    };
    await saveQuietly(store, RESULTS, results, 's');
    expect(await loadQuietly(store, RESULTS, 's')).toEqual(results);
  });
});
