// For the tests beside it: two assignors without ambition, one for each rebalance protocol, and scenarios run with them.
import type { Assignment, ConsumerPartitionAssignor, RebalanceProtocol, Subscription } from '../../client/assignor.ts';
import type { Cluster } from '../../client/cluster-metadata.ts';
import type { Traced } from '../../kernel/trace.ts';
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';
import type { TraceEvent } from '../../protocol/trace-event.ts';
import type { AssignorsByName } from './config-check.ts';
import type { HandlerInput, ScenarioInput } from './input.ts';
import { defineScenario } from './parse.ts';
import { type ScenarioOptions, type ScenarioRun, startScenario } from './scenario-run.ts';

type Subscriptions = ReadonlyMap<string, Subscription>;

/** Each partition in turn to the next of the members that want it, members in the order of their ids. */
class InTurn implements ConsumerPartitionAssignor {
  name(): string {
    return 'range';
  }

  assign(metadata: Cluster, subscriptions: Subscriptions): Map<string, Assignment> {
    const owned = inTurn(metadata, subscriptions);
    return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions }]));
  }
}

/** The same, but what another member still owns is given to nobody yet. */
class InTurnCooperative implements ConsumerPartitionAssignor {
  name(): string {
    return 'cooperative-sticky';
  }

  supportedProtocols(): readonly RebalanceProtocol[] {
    return ['COOPERATIVE', 'EAGER'];
  }

  assign(metadata: Cluster, subscriptions: Subscriptions): Map<string, Assignment> {
    const owners = new Map<TopicPartition, string>();
    for (const [memberId, { ownedPartitions }] of subscriptions) {
      for (const partition of ownedPartitions) owners.set(partition, memberId);
    }
    return new Map(
      [...inTurn(metadata, subscriptions)].map(([memberId, partitions]) => {
        const isFree = (partition: TopicPartition) => (owners.get(partition) ?? memberId) === memberId;
        return [memberId, { partitions: partitions.filter(isFree) }];
      }),
    );
  }
}

function inTurn(metadata: Cluster, subscriptions: Subscriptions): Map<string, TopicPartition[]> {
  const members = [...subscriptions.keys()].sort();
  const owned = new Map<string, TopicPartition[]>(members.map((memberId) => [memberId, []]));
  const topics = new Set(members.flatMap((memberId) => subscriptions.get(memberId)?.topics ?? []));
  for (const topic of [...topics].sort()) {
    const wanting = members.filter((memberId) => subscriptions.get(memberId)?.topics.includes(topic));
    metadata.partitionsForTopic(topic).forEach(({ partition }, at) => {
      const memberId = wanting[at % wanting.length];
      if (memberId !== undefined) owned.get(memberId)?.push(topicPartition(topic, partition));
    });
  }
  return owned;
}

const testAssignors: AssignorsByName = new Map<string, new () => ConsumerPartitionAssignor>([
  ['range', InTurn],
  ['cooperative-sticky', InTurnCooperative],
]);

export function started(input: ScenarioInput, options: Partial<ScenarioOptions> = {}): ScenarioRun {
  return startScenario(defineScenario(input, { assignors: testAssignors }), { assignors: testAssignors, ...options });
}

/** Run to the end, at once. */
export function played(input: ScenarioInput): ScenarioRun {
  const run = started(input);
  run.runMachinery();
  return run;
}

/** A group `billing` that reads `orders` from the beginning; joins do not wait. */
export function billing(
  consumers: NonNullable<ScenarioInput['consumers']>,
  more: Partial<ScenarioInput> & {
    readonly handler?: HandlerInput;
    readonly config?: Readonly<Record<string, unknown>>;
    readonly otherGroups?: readonly string[];
  },
): ScenarioInput {
  const { handler, config, otherGroups = [], ...others } = more;
  return {
    for: '60s',
    brokers: { count: 3, config: { 'group.initial.rebalance.delay.ms': 0 } },
    topics: { orders: 6 },
    stores: { rows: 'append' },
    groups: {
      ...Object.fromEntries(otherGroups.map((group) => [group, {}])),
      billing: {
        topics: ['orders'],
        assignor: 'range',
        config: {
          'auto.offset.reset': 'earliest',
          'session.timeout.ms': 6000,
          'heartbeat.interval.ms': 1000,
          ...config,
        },
        handler: { store: 'rows', ...handler },
      },
    },
    consumers,
    ...others,
  };
}

/** How often each produced record stands in the store: `{ 1: 600 }` is every one of 600 once. */
export function timesWritten(run: ScenarioRun, store = 'rows'): Readonly<Record<number, number>> {
  const times = new Map<string, number>();
  for (const event of run.cluster.trace) {
    if (event.kind !== 'record.produced') continue;
    times.set(`${event.partition.topic}-${event.partition.partition}@${event.offset}`, 0);
  }
  for (const { partition, offset } of run.stores.get(store)?.writes ?? []) {
    const name = `${partition.topic}-${partition.partition}@${offset}`;
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  const counts: Record<number, number> = {};
  for (const count of times.values()) counts[count] = (counts[count] ?? 0) + 1;
  return counts;
}

type EventKind = TraceEvent['kind'];
/** Some events have several kinds in one shape. */
type EventOf<Kind extends EventKind> = TraceEvent extends infer Event
  ? Event extends { readonly kind: infer Kinds }
    ? Kind extends Kinds
      ? Traced<Event>
      : never
    : never
  : never;

export function eventsOf<Kind extends EventKind>(run: ScenarioRun, kind: Kind): readonly EventOf<Kind>[] {
  return run.cluster.trace.filter((event): event is EventOf<Kind> => event.kind === kind);
}

/** The whole trace, byte for byte. */
export function traceText(run: ScenarioRun): string {
  const plain = (_: string, value: unknown) => (value instanceof Map ? [...value] : value);
  return run.cluster.trace.map((event) => JSON.stringify(event, plain)).join('\n');
}
