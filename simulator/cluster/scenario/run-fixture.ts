// For the tests beside it: two assignors without ambition, one for each rebalance protocol, and scenarios run with them.
import type { Assignment, ConsumerPartitionAssignor, RebalanceProtocol, Subscription } from '../../client/assignor.ts';
import type { Cluster } from '../../client/cluster-metadata.ts';
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';
import type { AssignorsByName } from './config-check.ts';
import type { ScenarioInput } from './input.ts';
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
    return ['COOPERATIVE'];
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

export const testAssignors: AssignorsByName = new Map<string, new () => ConsumerPartitionAssignor>([
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
