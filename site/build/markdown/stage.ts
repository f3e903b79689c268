// Plays and draws the scenes of lessons. Loaded through Vite's module runner, never by the configuration itself.

import type { ConsumerPartitionAssignor, Node, Node, Subscription, Subscription } from 'kafka';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { clusterMetadata } from 'simulator';
import { RangeAssignor } from 'testkit';
import { AssignmentBoard } from '../../board/assignment-board.tsx';
import type { Stage } from './scene.ts';

const broker: Node = { id: 0, host: 'broker-0', port: 9092, rack: undefined };

export const stage: Stage = {
  assignors: [...assignorsByName.keys()],

  assign(scene) {
    const Assignor = assignorsByName.get(scene.assignor);
    if (Assignor === undefined) throw new Error(`No assignor is named "${scene.assignor}".`);
    const metadata = clusterMetadata(
      new Map(scene.topics.map(([topic, count]) => [topic, Array.from({ length: count }, () => [broker])])),
    );
    const subscriptions = new Map<string, Subscription>(
      scene.members.map(({ memberId, topics, groupInstanceId, rackId }) => [
        memberId,
        { topics, groupInstanceId, rackId, userData: undefined, ownedPartitions: [], generationId: undefined },
      ]),
    );
    const assigned = new Assignor().assign(metadata, subscriptions);
    return scene.members.map(({ memberId }) => [
      memberId,
      (assigned.get(memberId)?.partitions ?? []).map(({ topic, partition }) => [topic, partition] as const),
    ]);
  },

  draw: ({ assignor, topics, members, owned }) =>
    renderToString(h(AssignmentBoard, { topics, members, columns: [{ title: assignor, owned }] })),
};
