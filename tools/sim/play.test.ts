import type { ScenarioInput, TracedEvent } from 'simulator';
import { provideHost } from 'simulator';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateScenario } from './generate.ts';
import { play } from './play.ts';

beforeAll(() => provideHost({ turn: () => Promise.resolve() }));

const scenario = (more: Partial<ScenarioInput>): ScenarioInput => ({
  seed: 3,
  for: '20s',
  brokers: { count: 1, config: { 'group.initial.rebalance.delay.ms': 0, 'group.min.session.timeout.ms': 1000 } },
  topics: { orders: 4 },
  groups: { billing: { topics: ['orders'], assignor: 'cooperative-sticky', config: { 'session.timeout.ms': 6000 } } },
  consumers: { c1: { group: 'billing' }, c2: { group: 'billing' } },
  ...more,
});

function played(input: ScenarioInput) {
  const outcome = play(input);
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome;
}

const eventsFrom = (trace: readonly TracedEvent[], fromMs: number, kind: TracedEvent['kind']) =>
  trace.filter((event) => event.kind === kind && event.atMs >= fromMs);

describe('after the bad time', () => {
  it('whoever is dead is started again, whoever is frozen or blocked goes on, and every link works', () => {
    const { trace, violations } = played(
      scenario({
        events: [
          { at: '10s', crash: 'c1' },
          { at: '12s', freeze: 'c2', for: '60s' },
          { at: '13s', blockPoll: 'c2', for: '60s' },
          { at: '14s', cut: ['c2', 1] },
        ],
      }),
    );
    expect(violations).toEqual([]);
    expect(eventsFrom(trace, 20_000, 'process.started')).toHaveLength(1);
    expect(eventsFrom(trace, 20_000, 'process.thawed')[0]?.atMs).toBe(20_000);
    expect(eventsFrom(trace, 20_000, 'network.healed').length).toBeGreaterThan(0);
    // Both are in the group again, and somebody has every partition.
    const stored = eventsFrom(trace, 20_000, 'group.assignment').at(-1);
    expect(stored?.kind === 'group.assignment' && [...stored.assignments.values()].flat().length).toBe(4);
  });

  it('it watches for longer than a silent member can stay unnoticed', () => {
    const endOf = (more: Partial<ScenarioInput>) => played(scenario(more)).trace.at(-1)?.atMs ?? 0;
    const quiet = { groups: { billing: { topics: ['orders'], config: { 'session.timeout.ms': 30_000 } } } } as const;
    expect(endOf(quiet)).toBeGreaterThanOrEqual(20_000 + 30_000);
    // Metadata waits behind a fetch that waits for records: once before an assignment is taken, once before the next join.
    const slow = { groups: { billing: { pattern: 'orders', config: { 'fetch.max.wait.ms': 20_000 } } } } as const;
    expect(endOf(slow)).toBeGreaterThanOrEqual(20_000 + 2 * 20_000);
  });

  it('it does not take a pattern whose metadata is late for partitions that nobody wants', () => {
    expect(played(generateScenario(200_947)).violations).toEqual([]);
  });
});

describe('a consumer that ends by itself', () => {
  it('may do so when it is fenced', () => {
    const twins = scenario({
      consumers: {
        c1: { group: 'billing', config: { 'group.instance.id': 'a' } },
        c2: { group: 'billing', start: '8s', config: { 'group.instance.id': 'a' } },
      },
    });
    const { trace, violations } = played(twins);
    expect(eventsFrom(trace, 0, 'process.crashed').length).toBeGreaterThan(0);
    expect(violations).toEqual([]);
  });
});
