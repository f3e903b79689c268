// Plays and draws the scenes of lessons. Loaded through Vite's module runner, never by the configuration itself.
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { configKeys, errorCodes } from 'simulator';
import { assignorsByName, clusterOf, subscriptionsOf } from 'testkit';
import { AssignmentBoard } from '../../board/assignment-board.tsx';
import { runStage } from './run-player.ts';
import type { Stage } from './scene.ts';

export const stage: Stage = {
  assignors: [...assignorsByName.keys()],

  assign(scene) {
    const Assignor = assignorsByName.get(scene.assignor);
    if (Assignor === undefined) throw new Error(`No assignor is named "${scene.assignor}".`);
    const assigned = new Assignor().assign(clusterOf(scene), subscriptionsOf(scene));
    return scene.members.map(({ memberId }) => [
      memberId,
      (assigned.get(memberId)?.partitions ?? []).map(({ topic, partition }) => [topic, partition] as const),
    ]);
  },

  draw: ({ assignor, topics, members, owned }) =>
    renderToString(h(AssignmentBoard, { topics, members, columns: [{ title: assignor, owned }] })),

  runs: runStage,
  configKeys,
  errorCodes,
};
