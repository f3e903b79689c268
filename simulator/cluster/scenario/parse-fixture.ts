// For the tests beside it: a scenario in which everything occurs, and what is wrong when a part of it is another.
import type { AssignorsByName } from './config-check.ts';
import { parseScenario } from './parse.ts';

class TestAssignor {
  name(): string {
    return 'range';
  }
  assign = () => new Map();
  configure(config: Readonly<Record<string, unknown>>): void {
    void config['test.weight'];
  }
}
class OtherAssignor extends TestAssignor {
  override name(): string {
    return 'cooperative-sticky';
  }
}
export const assignors: AssignorsByName = new Map([
  ['range', TestAssignor],
  ['cooperative-sticky', OtherAssignor],
]);

/** A valid scenario of JSON in which everything occurs. */
export const whole = {
  seed: 7,
  for: '2m',
  brokers: {
    racks: ['a', 'b', 'c'],
    config: { 'group.initial.rebalance.delay.ms': 0 },
    sessionTimeout: '1s',
    loading: '50ms',
  },
  network: { latency: '1ms..5ms', loss: '0.5%' },
  topics: { orders: 6, payments: { partitions: 3, replicas: 2, config: { 'retention.ms': 60000 } } },
  stores: { rows: 'append', totals: 'upsert' },
  groups: { billing: { assignor: 'cooperative-sticky', config: { 'session.timeout.ms': 10000 } } },
  consumers: {
    c1: { group: 'billing', topics: ['orders'] },
    c2: {
      group: 'billing',
      topics: ['orders'],
      start: '2s',
      poll: '1s',
      config: { 'group.instance.id': 'a', 'session.timeout.ms': 20000 },
      handler: {
        perRecord: '10ms..20ms',
        perKey: { 'orders-key-3': '5s' },
        fail: { key: 'orders-key-4', times: 3, do: 'retry' },
        store: ['rows', 'totals'],
        commit: 'batch',
        commitOnRevoke: true,
      },
    },
    'd1..d3': { group: 'billing', pattern: '^pay.*', assignor: ['range', 'cooperative-sticky'] },
  },
  load: {
    orders: { rate: '50/s', keys: 20, skew: 1, arrivals: 'poisson' },
    payments: [
      { rate: '6/m', until: '30s' },
      { rate: '1/s', arrivals: 'bursts', every: '10s', from: '1m' },
    ],
  },
  events: [
    { at: '30s', crash: 'c2' },
    { at: '45s', start: 'c2' },
    { at: '46s', restart: 'd1', down: '5s' },
    { at: '50s', freeze: 'c1', for: '15s' },
    { at: '50s', blockPoll: 'c2', for: '6s' },
    { at: '51s', clockStep: 'c1', by: '-5s' },
    { at: '52s', subscribe: 'c1', topics: ['orders', 'payments'] },
    { at: '52s', pause: 'c1', partitions: ['orders-0'] },
    { at: '53s', resume: 'c1', partitions: ['orders-0'] },
    { at: '53s', commit: 'c1' },
    { at: '54s', cut: ['c1', 2], only: 'answers', for: '5s' },
    { at: '54s', slow: 'c2', latency: '500ms' },
    { at: '54s', slow: 1, latency: { least: '1ms', mean: '20ms', most: '2s' } },
    { at: '55s', heal: 'all' },
    { at: '56s', crashBroker: 1 },
    { at: '58s', restartBroker: 1 },
    { at: '59s', stopBroker: 2 },
    { at: '60s', moveCoordinator: 'billing', to: 3 },
    { at: '60s', moveLeader: 'orders-1', to: 1 },
    { at: '61s', createTopic: 'returns', partitions: 3 },
    { at: '62s', createPartitions: 'returns', to: 5 },
    { at: '63s', produce: 'returns', records: 10, key: 'k', value: '' },
    { at: '64s', deleteTopic: 'returns' },
    { at: '65s', note: 'All is quiet.' },
    { at: '66s', close: 'c1' },
  ],
};

export function problemsOf(value: unknown): readonly string[] {
  const parsed = parseScenario(value, { assignors });
  return 'problems' in parsed ? parsed.problems.map(({ text }) => text) : [];
}

/** What is wrong when one part of the valid scenario is replaced. */
export const problemsWith = (part: Record<string, unknown>): readonly string[] => problemsOf({ ...whole, ...part });
export const problemsOfEvents = (...events: readonly unknown[]): readonly string[] => problemsWith({ events });
export const problemsOfConsumer = (consumer: unknown): readonly string[] =>
  problemsWith({ consumers: { c1: consumer }, events: [] });
export const problemsOfHandler = (handler: unknown): readonly string[] =>
  problemsOfConsumer({ group: 'billing', topics: ['orders'], handler });
