// Floor 7. The kinds of bad times. Most are short and busy; a few are of a kind of their own, for what needs long waits or quick
// retention to come about.
import type { RandomStream } from 'simulator';

export interface Kind {
  /** How many: one of these. */
  readonly brokers: readonly number[];
  /** How long: least and most. */
  readonly seconds: readonly [least: number, most: number];
  readonly sessionTimeouts: readonly number[];
  readonly pollIntervals: readonly number[];
  readonly polls: readonly number[];
  readonly recordCosts: readonly string[];
  /** Records a second, by topic. */
  readonly rates: readonly number[];
  /** How long freezes, cuts and the like last, in ms. */
  readonly lulls: readonly number[];
  readonly eventsMost: number;
  /** `retention.ms` of topics is over while consumers are away. */
  readonly recordsAreDeleted: boolean;
  /** `offsets.retention.minutes` is over while a group is away. */
  readonly offsetsExpire: boolean;
  /** Topics are deleted and created again. */
  readonly topicsComeAndGo: boolean;
  /** Somebody else sends requests: see outsider.ts. */
  readonly hasOutsider: boolean;
  /** What happens for sure. */
  readonly sure: 'nothing' | 'everybody leaves' | 'somebody is stuck' | 'a full group is joined';
}

const usual: Kind = {
  brokers: [1, 1, 2, 3],
  seconds: [5, 20],
  sessionTimeouts: [1500, 3000, 3000, 6000, 10_000],
  pollIntervals: [1000, 3000, 10_000, 60_000],
  polls: [100, 1000, 3000, 5000],
  recordCosts: ['0ms', '1ms', '5ms', '10ms..50ms', '0ms..300ms'],
  rates: [0.2, 0.7, 2],
  lulls: [100, 1000, 3000, 6000, 12_000],
  eventsMost: 12,
  recordsAreDeleted: false,
  offsetsExpire: false,
  topicsComeAndGo: false,
  hasOutsider: false,
  sure: 'nothing',
};

/** A group is left alone for longer than its offsets are kept. */
const forgotten: Kind = {
  ...usual,
  seconds: [80, 130],
  sessionTimeouts: [6000, 10_000],
  polls: [4000],
  rates: [0.1, 0.2],
  eventsMost: 6,
  offsetsExpire: true,
  sure: 'everybody leaves',
};

/** A rebalance that waits longer for one member than a new one is kept waiting: five minutes. */
const stuck: Kind = {
  ...usual,
  seconds: [340, 380],
  sessionTimeouts: [10_000],
  pollIntervals: [600_000],
  polls: [5000],
  rates: [0.02],
  eventsMost: 2,
  sure: 'somebody is stuck',
};

/**
 * Whoever joins a full group during a rebalance takes the place of a static member that is away, which stays a member all the same: a
 * coordinator that takes the group over then finds one too many. Kafka counts those who came, and removes dynamic members alone
 * (GroupMetadataManager.acceptJoiningMember, completeClassicGroupJoin, onLoaded).
 */
const crowded: Kind = {
  ...usual,
  brokers: [2, 3],
  seconds: [15, 20],
  sessionTimeouts: [10_000],
  pollIntervals: [3000],
  polls: [100],
  recordCosts: ['0ms', '1ms'],
  eventsMost: 0,
  sure: 'a full group is joined',
};

export function kindOf(random: RandomStream): Kind {
  const dice = random.next();
  if (dice < 0.01) return stuck;
  if (dice < 0.03) return forgotten;
  if (dice < 0.035) return crowded;
  return {
    ...usual,
    recordsAreDeleted: random.chance(0.08),
    topicsComeAndGo: random.chance(0.06),
    hasOutsider: random.chance(0.15),
  };
}
