// Floor 6. What Kafka's coordinator answered to the members of a generation: assignments, joins anew, sessions. One group a trace, from nothing;
// recorded in simulator/conformance/coordinator/classic.jsonl under the same ids. How to read a line: recorded-traces.ts.
import { readTraces } from './recorded-traces';

export const syncTraces = readTraces(`
# classic-scenario-013 3000 leader assigns to an unknown member
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 sync m1 1 m1:A1,ghost:A2 = ok A1
# classic-scenario-014 3000 sync again in Stable returns the same assignment; the leader cannot change it
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 30000 = ...
5 3000 time
6 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
7 6000 sync m1 1 m1:A1,m2:A2 = ok A1
8 6000 sync m2 1 - = ok A2
9 6000 sync m2 1 - = ok A2
10 6000 sync m1 1 m1:CHANGED = ok A1
11 6000 sync m2 1 - = ok A2
# classic-scenario-015 3000 sync expiry: the leader never syncs
1 0 join - foo 10000 9000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 9000 = ...
3 0 join - foo 10000 9000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 9000 = ...
5 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
6 6000 sync m2 1 - = ...
7 11000 time
8 11000 heartbeat m1 1 = NONE
9 15000 time | 6 15000 REBALANCE_IN_PROGRESS
10 15000 heartbeat m1 1 = UNKNOWN_MEMBER_ID
11 15000 join m2 foo 10000 9000 = g2 m2 m2 m2:foo
12 24000 time
# classic-scenario-016 3000 sync expiry: nobody syncs
1 0 join - foo 10000 7000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 7000 = ...
3 0 join - foo 10000 7000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 7000 = ...
5 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
6 12999 time
7 13000 time
8 23000 time
9 23000 heartbeat m1 1 = UNKNOWN_MEMBER_ID
# classic-scenario-043 3000 leave of the leader while CompletingRebalance
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 30000 = ...
5 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
6 6000 sync m2 1 - = ...
7 6000 leave m1 = NONE | 6 6000 REBALANCE_IN_PROGRESS
8 6000 join m2 foo 10000 30000 = g2 m2 m2 m2:foo
`);

export const rejoinTraces = readTraces(`
# classic-scenario-030 3000 follower rejoins in Stable with the same metadata: answered at once, no rebalance
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 30000 = ...
5 3000 time
6 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
7 6000 sync m1 1 m1:A1,m2:A2 = ok A1
8 6000 sync m2 1 - = ok A2
9 6000 join m2 foo 10000 30000 = g1 m2 m1 -
10 6000 heartbeat m1 1 = NONE
# classic-scenario-031 3000 follower rejoins in Stable with other metadata: rebalance
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 30000 = ...
5 3000 time
6 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
7 6000 sync m1 1 m1:A1,m2:A2 = ok A1
8 6000 sync m2 1 - = ok A2
9 6000 join m2 bar 10000 30000 = ...
10 6000 heartbeat m1 1 = REBALANCE_IN_PROGRESS
11 6000 join m1 foo 10000 30000 = g2 m1 m1 m1:foo,m2:bar | 9 6000 g2 m2 m1 -
# classic-scenario-033 3000 rejoin while CompletingRebalance with the same metadata: the same answer again
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 30000 = ...
5 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
6 6000 join m1 foo 10000 30000 = g1 m1 m1 m1:foo,m2:foo
7 6000 join m2 foo 10000 30000 = g1 m2 m1 -
8 6000 sync m1 1 m1:A1,m2:A2 = ok A1
# classic-scenario-034 3000 rejoin while CompletingRebalance with other metadata: new rebalance
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 30000 = ...
5 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
6 6000 join m1 bar 10000 30000 = ...
7 6000 sync m2 1 - = REBALANCE_IN_PROGRESS
8 6000 join m2 foo 10000 30000 = g2 m2 m1 - | 6 6000 g2 m1 m1 m1:bar,m2:foo
`);

export const sessionTraces = readTraces(`
# classic-scenario-017 3000 heartbeats in every state
1 0 heartbeat ghost 1 = UNKNOWN_MEMBER_ID
2 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
3 0 join m1 foo 10000 30000 = ...
4 0 heartbeat m1 0 = REBALANCE_IN_PROGRESS
5 3000 time | 3 3000 g1 m1 m1 m1:foo
6 3000 heartbeat m1 1 = NONE
7 3000 heartbeat m1 2 = ILLEGAL_GENERATION
8 3000 sync m1 1 m1:A1 = ok A1
9 3000 heartbeat m1 1 = NONE
10 3000 heartbeat m1 0 = ILLEGAL_GENERATION
11 3000 heartbeat ghost 1 = UNKNOWN_MEMBER_ID
12 3000 heartbeat  1 = UNKNOWN_MEMBER_ID
13 3000 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
14 3000 join m2 foo 10000 30000 = ...
15 3000 heartbeat m1 1 = REBALANCE_IN_PROGRESS
16 3000 heartbeat m2 1 = REBALANCE_IN_PROGRESS
17 3000 heartbeat m1 2 = ILLEGAL_GENERATION
18 3000 leave m2 = NONE | 14 3000 UNKNOWN_MEMBER_ID
19 3000 leave m1 = NONE
20 3000 heartbeat m1 1 = UNKNOWN_MEMBER_ID
21 3000 heartbeat ghost -1 = UNKNOWN_MEMBER_ID
# classic-scenario-018 3000 session expires in Stable: the other member is told to rejoin
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 30000 = ...
5 3000 time
6 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
7 6000 sync m1 1 m1:A1,m2:A2 = ok A1
8 6000 sync m2 1 - = ok A2
9 11000 time
10 11000 heartbeat m1 1 = NONE
11 15999 time
12 16000 time
13 16000 heartbeat m1 1 = REBALANCE_IN_PROGRESS
14 16000 join m1 foo 10000 30000 = g2 m1 m1 m1:foo
15 16000 heartbeat m2 1 = UNKNOWN_MEMBER_ID
# classic-scenario-019 3000 session expires: last member, group becomes Empty
1 0 join - foo 6000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 6000 30000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 sync m1 1 m1:A1 = ok A1
5 8999 time
6 9000 time
7 9000 heartbeat m1 1 = UNKNOWN_MEMBER_ID
# classic-scenario-020 3000 heartbeats keep the session alive
1 0 join - foo 6000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 6000 30000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 sync m1 1 m1:A1 = ok A1
5 8999 time
6 8999 heartbeat m1 1 = NONE
7 14998 time
8 14998 heartbeat m1 1 = NONE
9 20997 time
10 20997 heartbeat m1 1 = NONE
11 26996 time
12 26996 heartbeat m1 1 = NONE
13 32996 time
14 32996 heartbeat m1 1 = UNKNOWN_MEMBER_ID
# classic-scenario-021 3000 a rejected heartbeat does not keep the session alive
1 0 join - foo 6000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 6000 30000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 sync m1 1 m1:A1 = ok A1
5 7000 time
6 7000 heartbeat m1 2 = ILLEGAL_GENERATION
7 9000 time
8 9000 heartbeat m1 1 = UNKNOWN_MEMBER_ID
# classic-scenario-022 3000 a member waiting in sync does not expire
1 0 join - foo 6000 60000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 6000 60000 = ...
3 0 join - foo 6000 60000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 6000 60000 = ...
5 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
6 6000 sync m2 1 - = ...
7 11000 time
8 11000 heartbeat m1 1 = NONE
9 16000 time
10 16000 heartbeat m1 1 = NONE
11 21000 time
12 21000 heartbeat m1 1 = NONE
13 21000 sync m1 1 m1:A1,m2:A2 = ok A1 | 6 21000 ok A2
# classic-scenario-044 3000 a member that is waiting in join leaves: its join is answered
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 30000 = ...
5 3000 time
6 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
7 6000 sync m1 1 m1:A1,m2:A2 = ok A1
8 6000 sync m2 1 - = ok A2
9 6000 join m1 foo 10000 30000 = ...
10 6000 leave m1 = NONE | 9 6000 UNKNOWN_MEMBER_ID
11 6100 time
`);
