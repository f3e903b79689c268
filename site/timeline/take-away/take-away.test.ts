import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layout } from '../layout/layout.ts';
import { timelineModel } from '../model/build.ts';
import { joined } from '../played.ts';
import { metricsCsv } from './csv.ts';
import { standaloneSvg } from './svg.tsx';
import { traceLines } from './trace-lines.ts';

const cluster = joined('range');
const model = timelineModel(cluster, { fromMs: 9_000, toMs: 14_000 });

const sheet = (name: string) => readFileSync(new URL(`../../styles/${name}.css`, import.meta.url), 'utf8');
const styles = { tokens: sheet('tokens'), timeline: sheet('timeline') };

describe('what can be taken away', () => {
  it('is a picture that brings its colors and needs nothing from elsewhere', () => {
    const svg = standaloneSvg(layout(model, 'processes', { width: 900, level: 1 }), 'Timeline: Eager.', styles);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('--p0: #');
    expect(svg).toContain('.t-gap');
    expect(svg).toContain('aria-label="Timeline: Eager."');
    expect(svg).not.toMatch(/@media|@container|@import|href=/);
    // Each variable that a rule uses is there.
    const used = new Set([...svg.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
    expect([...used].filter((name) => !svg.includes(`${name}:`))).toEqual([]);
  });

  it('is a table of metrics over time', () => {
    const [head, ...lines] = metricsCsv(model).trimEnd().split('\r\n');
    expect(head).toBe(
      'time_ms,committed_lag_records,position_lag_records,partitions_without_owner,blocked_consumers,group_state,generation_id',
    );
    expect(lines.length).toBe(model.lag.atMs.length);
    const at = (ms: number) => lines.find((line) => Number(line.split(',')[0]) >= ms)?.split(',');
    expect(at(9_500)?.slice(3)).toEqual(['0', '0', 'Stable', '2']);
    expect(at(11_000)?.slice(3)).toEqual(['0', '1', 'PreparingRebalance', '2']);
    expect(at(13_000)?.slice(3)).toEqual(['0', '0', 'Stable', '3']);
  });

  it('is the trace, an event a line, with everything in it', () => {
    const lines = traceLines(cluster.trace).trimEnd().split('\n');
    expect(lines).toHaveLength(cluster.trace.length);
    const events = lines.map((line): unknown => JSON.parse(line));
    const stored = cluster.trace.findIndex(({ kind }) => kind === 'group.assignment');
    expect(events[stored]).toMatchObject({
      atMs: 11,
      kind: 'group.assignment',
      assignments: [
        [
          expect.stringMatching(/^c1-/),
          [
            { topic: 'orders', partition: 0 },
            { topic: 'orders', partition: 1 },
            { topic: 'orders', partition: 2 },
          ],
        ],
        [
          expect.stringMatching(/^c2-/),
          [
            { topic: 'orders', partition: 3 },
            { topic: 'orders', partition: 4 },
            { topic: 'orders', partition: 5 },
          ],
        ],
      ],
    });
  });
});
