// Floor 7. For the tests beside it: scenarios that a timeline has something to tell of, played.
import { defineScenario, type ScenarioInput, type SimulatedCluster, startScenario } from 'simulator';
import { assignorsByName } from 'testkit';

/** @param more what differs: six partitions, `range`, sessions of 6 s, 20 records a second */
export function played(
  more: Partial<ScenarioInput> & { readonly assignor?: string; readonly config?: Record<string, unknown> },
): SimulatedCluster {
  const { assignor = 'range', config = {}, ...others } = more;
  const run = startScenario(
    defineScenario({
      seed: 7,
      for: '24s',
      topics: { orders: 6 },
      brokers: { count: 2, config: { 'group.initial.rebalance.delay.ms': 0 } },
      groups: {
        billing: {
          topics: ['orders'],
          assignor,
          config: { 'session.timeout.ms': 6000, 'auto.offset.reset': 'earliest', ...config },
        },
      },
      consumers: { c1: { group: 'billing' }, c2: { group: 'billing' } },
      load: { orders: { rate: '20/s', keys: 8 } },
      ...others,
    } as ScenarioInput),
    { assignors: assignorsByName },
  );
  run.runMachinery();
  return run.cluster;
}

/** A third consumer joins two others at 10 s. */
export const joined = (assignor: string): SimulatedCluster =>
  played({
    assignor,
    consumers: { c1: { group: 'billing' }, c2: { group: 'billing' }, c3: { group: 'billing', start: '10s' } },
  });

/** One of three crashes at 10 s. */
export const crashed = (): SimulatedCluster =>
  played({ for: '24s', consumers: { 'c1..c3': { group: 'billing' } }, events: [{ at: '10s', crash: 'c2' }] });
