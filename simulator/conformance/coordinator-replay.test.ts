import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { replayCoordinatorTrace } from './coordinator-replay.ts';
import type { CoordinatorTrace } from './coordinator-trace.ts';

const lines = readFileSync(new URL('coordinator/classic.jsonl', import.meta.url), 'utf8').split('\n');
const traces = lines
  .filter((line) => line !== '')
  .map((line): CoordinatorTrace => JSON.parse(line))
  .filter(({ category }) => category !== 'migration');

describe('the group coordinator, as recorded from Kafka', () => {
  it('is held against all 143 traces of classic groups', () => {
    expect(traces).toHaveLength(143);
  });

  it.each(traces.map((trace) => [trace.id, trace.title, trace] as const))('%s: %s', (_, __, trace) => {
    expect(replayCoordinatorTrace(trace)).toBeUndefined();
  });
});
