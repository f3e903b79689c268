// Floor 4. Somebody who administers groups while a scenario runs: sends what `kafka-consumer-groups` sends, to the coordinator of the moment, and
// waits for no answer. What came of it is in the trace.
import type { Api, RequestOf } from '../../protocol/requests.ts';
import { topicPartition } from '../../protocol/topic-partition.ts';
import type { Wire } from '../../protocol/wire.ts';
import type { SimulatedCluster } from '../simulated-cluster.ts';
import type { ScenarioAction } from './scenario.ts';

const process = 'admin';

type GroupAction = Extract<ScenarioAction, { readonly kind: 'resetOffsets' | 'deleteOffsets' | 'deleteGroup' }>;

export class Administrator {
  readonly #cluster: SimulatedCluster;
  #wire: Wire | undefined;

  constructor(cluster: SimulatedCluster) {
    this.#cluster = cluster;
  }

  perform(action: GroupAction): void {
    const { group: groupId } = action;
    switch (action.kind) {
      case 'resetOffsets': {
        const offsets = new Map(
          action.offsets.map(({ topic, partition, offset }) => [
            topicPartition(topic, partition),
            { offset, leaderEpoch: -1, metadata: '' },
          ]),
        );
        // Of nobody's: accepted while the group has no members.
        const nobody = { generationId: -1, memberId: '', groupInstanceId: null };
        this.#send(groupId, 'OffsetCommit', { groupId, ...nobody, offsets });
        return;
      }
      case 'deleteOffsets': {
        const partitions = action.partitions.map(({ topic, partition }) => topicPartition(topic, partition));
        this.#send(groupId, 'OffsetDelete', { groupId, partitions });
        return;
      }
      case 'deleteGroup':
        this.#send(groupId, 'DeleteGroups', { groups: [groupId] });
    }
  }

  #send<A extends Api>(groupId: string, api: A, request: RequestOf<A>): void {
    const coordinator = this.#cluster.coordinatorOf(groupId);
    if (coordinator === undefined) {
      this.#cluster.note(`Left out: nobody coordinates ${groupId} now.`);
      return;
    }
    this.#wire ??= this.#start();
    this.#wire.send(coordinator, api, request, { onResponse: () => {}, onDisconnect: () => {} });
  }

  #start(): Wire {
    let wire: Wire | undefined;
    this.#cluster.process(process).startProgram(function* (incarnation) {
      wire = incarnation.wire(process);
      yield () => {
        // It waits for what events tell it.
      };
    });
    if (wire === undefined) throw new Error('The administrator of the scenario did not start.');
    return wire;
  }
}
