// Floor 6. What Kafka's coordinator answers by its source (GroupMetadataManager) where no recording has the case; written as the recorded
// traces are (join-cases.ts, generation-cases.ts). The simulator's coordinator, which is held to all recordings, answers the same.
import { readTraces } from './recorded-traces';

export const derivedIdTraces = readTraces(`
# classic-derived-001 3000 an id that was forgotten leaves no generation behind
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 10000 time
3 12000 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 12000 join m2 foo 10000 30000 = ...
5 15000 time | 4 15000 g1 m2 m2 m2:foo
# classic-derived-002 3000 an id that leaves before it has joined leaves no generation behind
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 leave m1 = NONE
3 0 join m1 foo 10000 30000 = UNKNOWN_MEMBER_ID
4 5000 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
5 5000 join m2 foo 10000 30000 = ...
6 8000 time | 5 8000 g1 m2 m2 m2:foo
# classic-derived-003 3000 an id that nobody knows cannot leave, and disturbs nobody
1 0 leave ghost = UNKNOWN_MEMBER_ID
2 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
3 0 join m1 foo 10000 30000 = ...
4 3000 time | 3 3000 g1 m1 m1 m1:foo
5 3000 sync m1 1 m1:A1 = ok A1
6 3000 leave ghost = UNKNOWN_MEMBER_ID
7 3000 leave - = UNKNOWN_MEMBER_ID
8 3000 heartbeat m1 1 = NONE
`);

export const derivedFirstMembersTraces = readTraces(`
# classic-derived-004 3000 initial delay: extended as often as somebody joins
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 2000 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 2000 join m2 foo 10000 30000 = ...
5 5000 join - foo 10000 30000 = MEMBER_ID_REQUIRED m3
6 5000 join m3 foo 10000 30000 = ...
7 6000 time
8 8999 time
9 9000 time | 2 9000 g1 m1 m1 m1:foo,m2:foo,m3:foo | 4 9000 g1 m2 m1 - | 6 9000 g1 m3 m1 -
# classic-derived-005 3000 initial delay: extended until the rebalance timeout is over
1 0 join - foo 10000 10000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 10000 = ...
3 2000 join - foo 10000 10000 = MEMBER_ID_REQUIRED m2
4 2000 join m2 foo 10000 10000 = ...
5 5000 join - foo 10000 10000 = MEMBER_ID_REQUIRED m3
6 5000 join m3 foo 10000 10000 = ...
7 8000 join - foo 10000 10000 = MEMBER_ID_REQUIRED m4
8 8000 join m4 foo 10000 10000 = ...
9 9500 join - foo 10000 10000 = MEMBER_ID_REQUIRED m5
10 9500 join m5 foo 10000 10000 = ...
11 9999 time
12 10000 time | 2 10000 g1 m1 m1 m1:foo,m2:foo,m3:foo,m4:foo,m5:foo | 4 10000 g1 m2 m1 - | 6 10000 g1 m3 m1 - | 8 10000 g1 m4 m1 - | 10 10000 g1 m5 m1 -
# classic-derived-006 3000 initial delay: not extended when the rebalance timeout is shorter
1 0 join - foo 10000 1000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 1000 = ...
3 2000 join - foo 10000 1000 = MEMBER_ID_REQUIRED m2
4 2000 join m2 foo 10000 1000 = ...
5 3000 time | 2 3000 g1 m1 m1 m1:foo,m2:foo | 4 3000 g1 m2 m1 -
`);

export const derivedJoinTraces = readTraces(`
# classic-derived-007 3000 a follower leaves in a join phase: the leader stays, though it has not joined again yet
1 0 join - foo 60000 15000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 60000 15000 = ...
3 0 join - foo 60000 15000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 60000 15000 = ...
5 0 join - foo 60000 15000 = MEMBER_ID_REQUIRED m3
6 0 join m3 foo 60000 15000 = ...
7 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo,m3:foo | 4 6000 g1 m2 m1 - | 6 6000 g1 m3 m1 -
8 6000 sync m1 1 m1:A1,m2:A2,m3:A3 = ok A1
9 6000 sync m2 1 - = ok A2
10 6000 sync m3 1 - = ok A3
11 6000 join m2 bar 60000 15000 = ...
12 6000 leave m3 = NONE
13 6000 join m1 foo 60000 15000 = g2 m1 m1 m1:foo,m2:bar | 11 6000 g2 m2 m1 -
# classic-derived-008 3000 the leader leaves in a join phase: the earliest that is left follows, though it has not joined again yet
1 0 join - foo 60000 15000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 60000 15000 = ...
3 0 join - foo 60000 15000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 60000 15000 = ...
5 0 join - foo 60000 15000 = MEMBER_ID_REQUIRED m3
6 0 join m3 foo 60000 15000 = ...
7 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo,m3:foo | 4 6000 g1 m2 m1 - | 6 6000 g1 m3 m1 -
8 6000 sync m1 1 m1:A1,m2:A2,m3:A3 = ok A1
9 6000 sync m2 1 - = ok A2
10 6000 sync m3 1 - = ok A3
11 6000 join m3 bar 60000 15000 = ...
12 6000 leave m1 = NONE
13 6000 join m2 foo 60000 15000 = g2 m2 m2 m2:foo,m3:bar | 11 6000 g2 m3 m2 -
`);

export const derivedSyncTraces = readTraces(`
# classic-derived-009 3000 sync expiry: the leader has synced, a follower never does
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
# classic-derived-010 3000 sync of another generation changes nothing
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 30000 = ...
5 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
6 6000 sync m2 0 - = ILLEGAL_GENERATION
7 6000 sync m1 2 m1:X1,m2:X2 = ILLEGAL_GENERATION
8 6000 sync m1 1 m1:A1,m2:A2 = ok A1
9 6000 sync m2 0 - = ILLEGAL_GENERATION
10 6000 sync m2 1 - = ok A2
11 6000 join m1 bar 10000 30000 = ...
12 6000 sync m2 0 - = ILLEGAL_GENERATION
13 6000 sync m2 1 - = REBALANCE_IN_PROGRESS
# classic-derived-011 3000 a member that the leader leaves out has an empty assignment, not the one of before
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 10000 30000 = ...
5 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo | 4 6000 g1 m2 m1 -
6 6000 sync m2 1 - = ...
7 6000 sync m1 1 m1:A1,m2:A2 = ok A1 | 6 6000 ok A2
8 6000 join m1 foo 10000 30000 = ...
9 6000 join m2 foo 10000 30000 = g2 m2 m1 - | 8 6000 g2 m1 m1 m1:foo,m2:foo
10 6000 sync m2 2 - = ...
11 6000 sync m1 2 m1:B1 = ok B1 | 10 6000 ok -
12 6000 sync m2 2 - = ok -
`);

export const derivedRejoinTraces = readTraces(`
# classic-derived-012 3000 the only member joins again with other metadata: nobody is waited for
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 join m1 bar 10000 30000 = g2 m1 m1 m1:bar
5 3000 sync m1 2 m1:A1 = ok A1
# classic-derived-013 3000 the only member joins again with the same metadata, before and after its assignment
1 0 join - foo 10000 30000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 10000 30000 = ...
3 3000 time | 2 3000 g1 m1 m1 m1:foo
4 3000 join m1 foo 10000 30000 = g1 m1 m1 m1:foo
5 3000 sync m1 1 m1:A1 = ok A1
6 3000 join m1 foo 10000 30000 = g2 m1 m1 m1:foo
7 3000 sync m1 2 m1:B1 = ok B1
`);

export const derivedSessionTraces = readTraces(`
# classic-derived-014 3000 a session that ends in a join phase does not make it longer
1 0 join - foo 60000 15000 = MEMBER_ID_REQUIRED m1
2 0 join m1 foo 60000 15000 = ...
3 0 join - foo 6000 15000 = MEMBER_ID_REQUIRED m2
4 0 join m2 foo 6000 15000 = ...
5 0 join - foo 60000 15000 = MEMBER_ID_REQUIRED m3
6 0 join m3 foo 60000 15000 = ...
7 6000 time | 2 6000 g1 m1 m1 m1:foo,m2:foo,m3:foo | 4 6000 g1 m2 m1 - | 6 6000 g1 m3 m1 -
8 6000 sync m1 1 m1:A1,m2:A2,m3:A3 = ok A1
9 6000 sync m2 1 - = ok A2
10 6000 sync m3 1 - = ok A3
11 6000 join m1 bar 60000 15000 = ...
12 12000 time
13 12000 heartbeat m2 1 = UNKNOWN_MEMBER_ID
14 20999 time
15 21000 time | 11 21000 g2 m1 m1 m1:bar
`);
