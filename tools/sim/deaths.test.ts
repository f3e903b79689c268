import type { ScenarioInput } from 'simulator';
import { provideHost } from 'simulator';
import { beforeAll, describe, expect, it } from 'vitest';
import { unlawfulDeaths } from './deaths.ts';
import { play } from './play.ts';

beforeAll(() => provideHost({ turn: () => Promise.resolve() }));

const scenario = (more: Partial<ScenarioInput>): ScenarioInput => ({
  seed: 3,
  for: '40s',
  brokers: { count: 1, config: { 'group.initial.rebalance.delay.ms': 0 } },
  topics: { orders: 1 },
  groups: { billing: { topics: ['orders'], config: { 'session.timeout.ms': 6000 } } },
  load: { orders: { rate: '5/s' } },
  ...more,
});

const deathsOf = (error: string) => unlawfulDeaths([{ kind: 'process.crashed', process: 'c1', error, atMs: 5 }]);

function endsOf(input: ScenarioInput) {
  const played = play(input);
  if ('refused' in played) throw new Error(played.refused);
  const errors = played.trace.flatMap((event) => (event.kind === 'process.crashed' ? [event.error] : []));
  return { errors, violations: played.violations };
}

describe('a consumer that dies', () => {
  it('of an error that Kafka’s consumer has not is a violation, also when it is started again afterwards', () => {
    const { errors, violations } = endsOf(
      scenario({
        consumers: { c1: { group: 'billing', config: { 'auto.offset.reset': 'none' } } },
        // What it finds when it is started again once the bad time is over.
        events: [{ at: '20s', note: 'outsider: reset offsets (billing)' }],
      }),
    );
    expect(errors).toEqual([expect.stringMatching(/^NoOffsetForPartitionException: /)]);
    expect(violations).toEqual([
      expect.objectContaining({
        invariant: 'consumers die of lawful causes alone',
        message: `c1: ${errors[0]}`,
      }),
    ]);
  });

  it('by being crashed, of what its handler threw, or of that as the cause of another error, is none', () => {
    expect(unlawfulDeaths([{ kind: 'process.crashed', process: 'c1', atMs: 5 }])).toEqual([]);
    expect(deathsOf('HandlerFailure: no')).toEqual([]);
    expect(deathsOf('KafkaException: User rebalance callback throws an error Its cause: HandlerFailure: no')).toEqual(
      [],
    );
    expect(deathsOf('KafkaException: a HandlerFailure: no')).toHaveLength(1);
  });

  it('because members claim partitions of a topic that came back smaller is none', () => {
    const text = '2 partitions are left over: members claim partitions that no longer exist, which fill their quotas.';
    expect(deathsOf(`Error: ${text}`)).toEqual([]);
  });

  it('of a commit to a group that was deleted while it was frozen is none', () => {
    const { errors, violations } = endsOf(
      scenario({
        consumers: { c1: { group: 'billing', handler: { perRecord: '1s', commit: 'batch' } } },
        events: [
          { at: '10500ms', freeze: 'c1', for: '15s' },
          { at: '20s', note: 'outsider: delete groups (billing)' },
        ],
      }),
    );
    expect(errors).toEqual([expect.stringContaining('Unexpected error in commit: GROUP_ID_NOT_FOUND')]);
    expect(violations).toEqual([]);
  });
});
