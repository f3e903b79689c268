import { readFileSync } from 'node:fs';
import { parseScenario, startScenario } from 'simulator';
import { assignorsByName } from 'testkit';
import { describe, expect, it } from 'vitest';
import { Problems } from './markdown/problems.ts';
import { readScenario } from './scenario.ts';

const place = { file: 'lessons/failures/lesson.md', firstLine: 41 };

/** Line 41 of the lesson is the first line of the text. */
function read(yaml: string) {
  const problems = new Problems();
  const parse = (value: unknown) => parseScenario(value, { assignors: assignorsByName });
  const content = readScenario(yaml.trim(), place, problems, parse);
  return {
    content,
    problems: problems.list.map(({ file, at, problem }) => `${file}:${at?.line}: ${problem}`),
  };
}

describe('a scenario in YAML', () => {
  it('reads as a lesson would write it', () => {
    const { content, problems } = read(`
seed: 7
topics: { orders: 6 }
brokers: 3
groups:
  billing: { assignor: cooperative-sticky, config: { session.timeout.ms: 10000 } }
consumers:
  c1: { group: billing, topics: [orders] }
  c2: { group: billing, topics: [orders], start: 2s, config: { group.instance.id: a }, handler: { perRecord: 20ms } }
load: { orders: { rate: 50/s, keys: 20 } }
events:
  - at: 30s
    crash: c2
  - at: 45s
    start: c2
for: 2m`);
    expect(problems).toEqual([]);
    expect(content?.value).toMatchObject({ seed: 7, durationMs: 120_000 });
    expect(content?.value.consumers.get('c2')).toMatchObject({
      startMs: 2000,
      config: { 'session.timeout.ms': 10_000, 'group.instance.id': 'a' },
      handler: { perRecord: { leastMs: 20, mostMs: 20 } },
    });
    expect(content?.value.events).toEqual([
      { atMs: 30_000, kind: 'crash', process: 'c2' },
      { atMs: 45_000, kind: 'start', process: 'c2' },
    ]);
    expect(content?.lineOf(['events', 1, 'start'])).toBe(54);
  });

  it('has each problem at its line, with its field', () => {
    const { problems } = read(`
topics: { orders: 6 }
consumers:
  c1:
    group: billing
    topics: [orders]
    config:
      session.timeout.ms: 10s
events:
  - { at: 3s, crash: c1 }
  - at: -3s
    crash: c9
for: 2m`);
    expect(problems).toEqual([
      expect.stringMatching(
        /^lessons\/failures\/lesson\.md:47: consumers\.c1\.config\["session\.timeout\.ms"\]: Invalid value "10s"/,
      ),
      'lessons/failures/lesson.md:50: events[1].at: is "-3s", a negative time; write 0 or more: 20ms, 2.5s, 10m',
      'lessons/failures/lesson.md:51: events[1].crash: no consumer is named "c9"; did you mean "c1"?',
    ]);
  });

  it('without what is needed has its problem at its first line', () => {
    expect(read('topics: { orders: 6 }').problems).toEqual([
      'lessons/failures/lesson.md:41: scenario: `for` is missing; write how long it runs, for: 2m',
    ]);
    expect(read('').problems).toEqual([
      expect.stringMatching(/^lessons\/failures\/lesson\.md:41: scenario: `for` is missing/),
      expect.stringMatching(/^lessons\/failures\/lesson\.md:41: scenario: `topics` is missing/),
    ]);
  });

  it('that is no YAML, or has aliases without end, is refused', () => {
    expect(read('topics: { orders: 6').problems).toEqual([expect.stringMatching(/: not valid YAML: /)]);
    const bomb = [
      'a0: &a0 [x, x]',
      ...Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`),
    ];
    expect(read(bomb.join('\n')).problems).toEqual([
      expect.stringMatching(/^lessons\/failures\/lesson\.md:41: not valid YAML: /),
    ]);
  });

  it('runs as its description shows it', { timeout: 60_000 }, () => {
    const description = readFileSync('simulator/cluster/scenario/README.md', 'utf8');
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(description) ?? [];
    const { content, problems } = read(yaml);
    expect(problems).toEqual([]);
    if (content === undefined) return;
    const run = startScenario(content.value, { assignors: assignorsByName });
    run.runMachinery();
    expect(run.cluster.group('billing')?.state).toBe('Stable');
    expect(run.stores.get('rows')?.rows.length).toBeGreaterThan(4000);
    const totals = run.stores.get('totals')?.rows ?? [];
    expect(totals.length).toBeGreaterThan(10);
    expect(new Set(totals.map(({ key }) => key)).size).toBe(totals.length);
  });
});
