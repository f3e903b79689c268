// Floor 6. What Kafka's coordinator answers by its source where no recording has the case; written as the recorded traces are (cases.ts).
// It is GroupMetadataManager#expirePendingSync, which drops silent members of a Stable group as it does those of one that waits for its leader.
import { readTraces } from './recorded-traces';

export const silentFollowerTraces = readTraces(`
# classic-derived-001 3000 sync expiry: the leader has synced, a follower never does
1 0 join - foo 10000 9000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 9000 = ...
3 0 join - foo 10000 9000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 9000 = ...
5 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
6 6000 sync m1 1 m1:A1,m2:A2 = ok A1
7 11000 time
8 11000 heartbeat m1 1 = NONE
9 11000 heartbeat m2 1 = NONE
10 14999 time
11 14999 heartbeat m2 1 = NONE
12 15000 time
13 15000 heartbeat m2 1 = UNKNOWN_MEMBER_ID
14 15000 heartbeat m1 1 = REBALANCE_IN_PROGRESS
15 15000 join m1 foo 10000 9000 = g2 m1 m1 m1:foo
`);
