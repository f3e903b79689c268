// How the questions of each family are drawn. Floor 7.

import { nextCallback } from './callbacks.ts';
import { freezeRebalances, goneNoticed, newcomerWait, pollInterval } from './clocks.ts';
import type { Draw } from './draft.ts';
import { cutOwner, failoverGeneration, lateCommit } from './failures.ts';
import type { FamilyId } from './families.ts';
import { generationAfter, groupState } from './generations.ts';
import { catchUp, lagShown } from './lag.ts';
import { movedByChange, rebalancesCooperative, stoppedByJoin } from './moves.ts';
import { firstOffset, lostAfterCrash, newOwnerOffset, repeatedAfterCrash } from './offsets.ts';
import { idleConsumers, ownerAfterCrash, rangeSkew, roundRobinOwner, roundRobinUnequal } from './owners.ts';
import { addedPartitions, initialDelay, leaderAfter, requestsOfJoin } from './protocol.ts';
import { restartGap, restartRebalances } from './statics.ts';
import { rollingDeploy, tooSlowLoop } from './storms.ts';
import { assignorVote } from './votes.ts';

export const draws: Readonly<Record<FamilyId, Draw>> = {
  'idle-consumers': idleConsumers,
  'initial-delay': initialDelay,
  'requests-of-join': requestsOfJoin,
  'leader-after': leaderAfter,
  'added-partitions': addedPartitions,
  'owner-after-crash': ownerAfterCrash,
  'range-skew': rangeSkew,
  'round-robin-owner': roundRobinOwner,
  'round-robin-unequal': roundRobinUnequal,
  'moved-by-change': movedByChange,
  'stopped-by-join': stoppedByJoin,
  'rebalances-cooperative': rebalancesCooperative,
  'assignor-vote': assignorVote,
  'next-callback': nextCallback,
  'repeated-after-crash': repeatedAfterCrash,
  'lost-after-crash': lostAfterCrash,
  'new-owner-offset': newOwnerOffset,
  'first-offset': firstOffset,
  'gone-noticed': goneNoticed,
  'freeze-rebalances': freezeRebalances,
  'poll-interval': pollInterval,
  'newcomer-wait': newcomerWait,
  'generation-after': generationAfter,
  'group-state': groupState,
  'restart-rebalances': restartRebalances,
  'restart-gap': restartGap,
  'cut-owner': cutOwner,
  'failover-generation': failoverGeneration,
  'late-commit': lateCommit,
  'lag-shown': lagShown,
  'catch-up': catchUp,
  'rolling-deploy': rollingDeploy,
  'too-slow-loop': tooSlowLoop,
};
