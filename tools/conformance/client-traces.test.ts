import { readFileSync } from 'node:fs';
import { assignorsByName } from 'testkit';
import { describe, expect, it } from 'vitest';
import { knownDifferences } from '../../simulator/conformance/client-known-differences.ts';
import { replayClientTrace } from '../../simulator/conformance/client-replay.ts';
import type { ClientTrace } from '../../simulator/conformance/client-trace.ts';

const file = new URL('../../simulator/conformance/client/traces.jsonl', import.meta.url);
const traces = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line): ClientTrace => JSON.parse(line));

describe('the consumer, as recorded from Kafka', () => {
  it('is held against all 349 traces', () => {
    expect(traces).toHaveLength(349);
  });

  it.each(traces.map((trace) => [trace.id, trace.title, trace] as const))('%s: %s', (_, __, trace) => {
    expect(replayClientTrace(trace, assignorsByName)).toEqual([]);
  });

  it.each([...knownDifferences.keys()])('%s is still known to differ for a reason', (id) => {
    const trace = traces.find((each) => each.id === id);
    if (trace === undefined) throw new Error(`There is no trace ${id}: take it off the list.`);
    expect(replayClientTrace(trace, assignorsByName, true)).not.toEqual([]);
  });
});
