// Floor 6. What Kafka's coordinator answered while dynamic members joined, up to a generation. One group a trace, from nothing; recorded in
// simulator/conformance/coordinator/classic.jsonl under the same ids. How to read a line: recorded-traces.ts.
import { readTraces } from './recorded-traces';

export const idTraces = readTraces(`
# classic-scenario-002 3000 a member is given an id first, and joins with it
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 sync m1 1 m1:A1 = ok A1
5 3000 heartbeat m1 1 = NONE
# classic-scenario-003 3000 the id handed out is forgotten after the session timeout
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 9999 time
3 10000 time
4 10000 join m1 foo 10000 30000 = UNKNOWN_MEMBER_ID
# classic-scenario-004 3000 the id handed out is still good just before the session timeout
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 9999 time
3 9999 join m1 foo 10000 30000 = ...
4 12999 time | 3 12999 g1 m1 m1 m1:foo
# classic-scenario-005 3000 an id alone cannot send heartbeats or sync
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 heartbeat m1 0 = UNKNOWN_MEMBER_ID
3 0 sync m1 0 - = UNKNOWN_MEMBER_ID
5 0 heartbeat m1 -1 = UNKNOWN_MEMBER_ID
`);

export const firstMembersTraces = readTraces(`
# classic-scenario-006 3000 initial delay: extended once while members keep joining
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 2000 time
4 2000 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
5 2000 join m2 foo 10000 30000 = ...
6 3000 time
7 5999 time
8 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 5 6000 g1 m2 m1 -
9 9000 time
# classic-scenario-007 3000 initial delay: rebalance timeout shorter than the delay
1 0 join - foo 10000 1000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 1000 = ...
3 999 time
4 1000 time
5 3000 time | 2 3000 g1 m1 m1 m1:foo
# classic-scenario-008 0 initial delay zero
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = g1 m1 m1 m1:foo
3 0 sync m1 1 m1:A1 = ok A1
4 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
5 0 join m2 foo 10000 30000 = ...
6 0 heartbeat m1 1 = REBALANCE_IN_PROGRESS
7 0 join m1 foo 10000 30000 = g2 m1 m1 m1:foo,m2:foo | 5 0 g2 m2 m1 -
8 0 sync m1 2 m1:A1,m2:A2 = ok A1
9 0 sync m2 2 - = ok A2
# classic-scenario-009 10000 initial delay 10 s
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 9999 time
4 10000 time | 2 10000 g1 m1 m1 m1:foo
# classic-scenario-010 3000 initial delay: the only member leaves while waiting
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 1000 time
4 1000 leave m1 = NONE | 2 1000 UNKNOWN_MEMBER_ID
5 3000 time
6 6000 time
7 6000 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
8 6000 join m2 foo 10000 30000 = ...
9 9000 time | 8 9000 g2 m2 m2 m2:foo
# classic-scenario-011 3000 initial delay: one of two leaves while waiting
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 30000 = ...
5 1000 time
6 1000 leave m1 = NONE | 2 1000 UNKNOWN_MEMBER_ID
7 3000 time
8 6000 time | 4 6000 g1 m2 m2 m2:foo
# classic-scenario-012 3000 initial delay applies again when an Empty group is joined
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 sync m1 1 m1:A1 = ok A1
5 3000 leave m1 = NONE
6 8000 time
7 8000 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
8 8000 join m2 foo 10000 30000 = ...
9 8000 time
10 11000 time | 8 11000 g3 m2 m2 m2:foo
11 11000 sync m2 3 m2:B1 = ok B1
`);

export const joinTraces = readTraces(`
# classic-scenario-023 3000 a member that just heartbeats in PreparingRebalance is dropped at the rebalance timeout
1 0 join - foo 10000 15000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 15000 = ...
3 0 join - foo 10000 15000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 15000 = ...
5 3000 time
6 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
7 6000 sync m1 1 m1:A1,m2:A2 = ok A1
8 6000 sync m2 1 - = ok A2
9 6000 join m1 foo 10000 15000 = ...
10 13000 time
11 13000 heartbeat m2 1 = REBALANCE_IN_PROGRESS
12 20000 time
13 20000 heartbeat m2 1 = REBALANCE_IN_PROGRESS
14 20999 time
15 21000 time | 9 21000 g2 m1 m1 m1:foo
16 21000 heartbeat m2 1 = UNKNOWN_MEMBER_ID
# classic-scenario-024 3000 a member that stops in PreparingRebalance is dropped at its session timeout
1 0 join - foo 6000 15000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 6000 15000 = ...
3 0 join - foo 6000 15000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 6000 15000 = ...
5 3000 time
6 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
7 6000 sync m1 1 m1:A1,m2:A2 = ok A1
8 6000 sync m2 1 - = ok A2
9 6000 join m1 foo 6000 15000 = ...
10 11999 time
11 12000 time | 9 12000 g2 m1 m1 m1:foo
12 12000 heartbeat m2 1 = UNKNOWN_MEMBER_ID
# classic-scenario-025 3000 the leader does not rejoin: another member leads
1 0 join - foo 60000 10000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 60000 10000 = ...
3 0 join - foo 60000 10000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 60000 10000 = ...
5 0 join - foo 60000 10000 = MEMBER_ID_REQUIRED m3
6 0 join m3 foo 60000 10000 = ...
7 3000 time
8 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo,m3:foo | 4 6000 g1 m2 m1 - | 6 6000 g1 m3 m1 -
9 6000 sync m1 1 m1:A1,m2:A2,m3:A3 = ok A1
10 6000 sync m2 1 - = ok A2
11 6000 sync m3 1 - = ok A3
12 6000 join - foo 60000 10000 = MEMBER_ID_REQUIRED m4
13 6000 join m4 foo 60000 10000 = ...
14 6000 join m2 foo 60000 10000 = ...
15 6000 join m3 foo 60000 10000 = ...
16 16000 time | 13 16000 g2 m4 m2 - | 14 16000 g2 m2 m2 m2:foo,m3:foo,m4:foo | 15 16000 g2 m3 m2 -
17 16000 heartbeat m1 1 = UNKNOWN_MEMBER_ID
# classic-scenario-026 3000 a new member joins: the old ones never come back
1 0 join - foo 60000 12000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 60000 12000 = ...
3 0 join - foo 60000 12000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 60000 12000 = ...
5 3000 time
6 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
7 6000 sync m1 1 m1:A1,m2:A2 = ok A1
8 6000 sync m2 1 - = ok A2
9 6000 join - foo 60000 12000 = MEMBER_ID_REQUIRED m3
10 6000 join m3 foo 60000 12000 = ...
11 17999 time
12 18000 time | 10 18000 g2 m3 m3 m3:foo
13 18000 sync m3 2 m3:B1 = ok B1
# classic-scenario-027 3000 a pending member holds a rebalance until it expires
1 0 join - foo 8000 60000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 8000 60000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 sync m1 1 m1:A1 = ok A1
5 3000 join - foo 8000 60000 = MEMBER_ID_REQUIRED m2
6 3000 join m1 bar 8000 60000 = ...
7 10999 time
8 11000 time | 6 11000 g2 m1 m1 m1:bar
# classic-scenario-028 3000 a pending member leaves
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 sync m1 1 m1:A1 = ok A1
5 3000 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
6 3000 join m1 bar 10000 30000 = ...
7 3000 leave m2 = NONE | 6 3000 g2 m1 m1 m1:bar
8 3000 join m2 foo 10000 30000 = UNKNOWN_MEMBER_ID
# classic-scenario-029 3000 a pending id alone does not disturb a Stable group
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 sync m1 1 m1:A1 = ok A1
5 3000 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
6 3000 heartbeat m1 1 = NONE
7 8000 time
8 8000 heartbeat m1 1 = NONE
9 14000 time
10 14000 heartbeat m1 1 = NONE
# classic-scenario-047 3000 the largest rebalance timeout of the members counts
1 0 join - foo 60000 10000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 60000 10000 = ...
3 0 join - foo 60000 20000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 60000 20000 = ...
5 0 join - foo 60000 5000 = MEMBER_ID_REQUIRED m3
6 0 join m3 foo 60000 5000 = ...
7 3000 time
8 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo,m3:foo | 4 6000 g1 m2 m1 - | 6 6000 g1 m3 m1 -
9 6000 sync m1 1 m1:A1,m2:A2,m3:A3 = ok A1
10 6000 sync m2 1 - = ok A2
11 6000 sync m3 1 - = ok A3
12 6000 join m1 bar 60000 10000 = ...
13 16000 time
14 25999 time
15 26000 time | 12 26000 g2 m1 m1 m1:bar
# classic-scenario-048 3000 a new member waits at most five minutes for a slow rebalance
1 0 join - foo 1800000 900000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 1800000 900000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 sync m1 1 m1:A1 = ok A1
5 3000 join - foo 10000 900000 = MEMBER_ID_REQUIRED m2
6 3000 join m2 foo 10000 900000 = ...
7 302999 time
8 303000 time | 6 303000 UNKNOWN_MEMBER_ID
9 303000 heartbeat m2 1 = UNKNOWN_MEMBER_ID
10 303000 heartbeat m1 1 = REBALANCE_IN_PROGRESS
`);
