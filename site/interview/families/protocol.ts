// The conversation of a rebalance: its first delay, its requests, its states, who leads, when the leader notices. Floor 7.
import type { ScenarioInput } from 'simulator';
import { castOf } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform } from './run.ts';
import { and, apart, code, ms, seconds } from './words.ts';

export const initialDelay: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, random.integer(2, 4));
  const [topic = ''] = topics;
  const delayMs = random.integer(2, 5) * 1000;
  const starts = consumers.reduce<readonly number[]>(
    (list) => [...list, list.length === 0 ? 0 : (list.at(-1) ?? 0) + random.integer(1, 6) * 500],
    [],
  );
  // Whether a consumer comes just before or just after a delay has passed is no fair question.
  if (starts.slice(1).some((start) => start % delayMs < 400 || start % delayMs > delayMs - 400)) return undefined;
  const scenario: ScenarioInput = {
    for: '40s',
    topics: { [topic]: 6 },
    brokers: { count: 1, config: { 'group.initial.rebalance.delay.ms': delayMs } },
    groups: { [group]: { topics: [topic], assignor: 'range' } },
    consumers: Object.fromEntries(consumers.map((consumer, at) => [consumer, { group, start: ms(starts[at] ?? 0) }])),
  };
  const run = perform(scenario);
  const first = run.facts.group.find(
    ({ generationId, state }) => generationId === 1 && state === 'CompletingRebalance',
  );
  if (first === undefined) return undefined;
  const last = starts.at(-1) ?? 0;
  const beliefs = [delayMs, last + delayMs, delayMs * consumers.length, delayMs * 2, last, 0, first.fromMs + delayMs];
  return {
    question: `The group ${code(group)} is empty, and ${and(consumers)} are started one after the other. ${code('group.initial.rebalance.delay.ms')} is ${delayMs} on the brokers. When is generation 1 formed, in which the first members are told who leads?`,
    given: consumers.map((consumer, at) => ({
      label: `${code(consumer)} starts`,
      value: `at ${seconds(starts[at] ?? 0)}`,
    })),
    right: `at ${seconds(first.fromMs)}`,
    wrong: apart(first.fromMs, beliefs, 700).map((time) => `at ${seconds(time)}`),
    because: `At ${seconds(first.fromMs)}. An empty group waits ${seconds(delayMs)} from its first member on, and each time somebody joined meanwhile it waits as long once more; that everybody is there does not end it. Joining does not restart the clock: it is looked at when the delay has passed.`,
    scenario,
    show: { from: 0, to: first.fromMs + 4000, at: first.fromMs, detail: 'messages' },
  };
};

const conversations = {
  newcomer: 'FindCoordinator, JoinGroup, JoinGroup, SyncGroup, Heartbeat',
  known: 'FindCoordinator, JoinGroup, SyncGroup, Heartbeat',
  rejoining: 'Heartbeat, JoinGroup, SyncGroup, Heartbeat',
  leaving: 'Heartbeat, LeaveGroup, JoinGroup, SyncGroup, Heartbeat',
  syncOnly: 'Heartbeat, SyncGroup, Heartbeat',
  finding: 'Heartbeat, FindCoordinator, JoinGroup, SyncGroup, Heartbeat',
} as const;

export const requestsOfJoin: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 3);
  const [topic = ''] = topics;
  const [member = '', , newcomer = ''] = consumers;
  const kind = random.pick(['dynamic newcomer', 'static newcomer', 'member', 'static restart'] as const);
  const isStatic = kind === 'static newcomer' || kind === 'static restart';
  const name = random.pick(['a', 'b', 'blue', 'node-7']);
  const joinMs = random.integer(130, 160) * 100;
  const scenario: ScenarioInput = {
    for: ms(joinMs + 12_000),
    topics: { [topic]: 6 },
    groups: { [group]: { topics: [topic], assignor: 'range' } },
    consumers: Object.fromEntries(
      consumers.map((consumer) => [
        consumer,
        {
          group,
          ...(consumer === newcomer && kind !== 'static restart' && { start: ms(joinMs) }),
          ...(consumer === newcomer && isStatic && { config: { 'group.instance.id': name } }),
        },
      ]),
    ),
    ...(kind === 'static restart' && { events: [{ at: ms(joinMs - 1000), restart: newcomer, down: '1s' }] }),
  };
  const asked = kind === 'member' ? member : newcomer;
  const run = perform(scenario);
  const sent = run.facts.requests.filter(({ consumer, atMs }) => consumer === asked && atMs >= joinMs);
  const right = sent
    .map(({ api }) => api)
    .filter((api, at, all) => api !== 'Heartbeat' || all[at - 1] !== api)
    .join(', ');
  const { newcomer: asNewcomer, known, rejoining, leaving, syncOnly, finding } = conversations;
  const wrong =
    kind === 'member'
      ? [leaving, syncOnly, finding]
      : [asNewcomer, known, 'FindCoordinator, SyncGroup, JoinGroup, Heartbeat', rejoining];
  const story = {
    'dynamic newcomer': `${code(asked)} starts, without a ${code('group.instance.id')}, and joins the group`,
    'static newcomer': `${code(asked)} starts for the first time, with the ${code('group.instance.id')} ${code(name)}, which nobody in the group has, and joins it`,
    'static restart': `${code(asked)} is a static member with the ${code('group.instance.id')} ${code(name)}. Its process is killed and back a second later, within its session`,
    member: `${code(newcomer)} joins. ${code(asked)} has been a member for long, and hears of it`,
  }[kind];
  return {
    question: `The group ${code(group)} is Stable. ${story}. In which order does ${code(asked)} send its requests from ${kind === 'member' ? 'then' : 'its start'} on, until it has its partitions and goes on? Heartbeats on end count once; nothing is lost.`,
    given: [
      { label: 'assignor', value: code('range') },
      { label: 'brokers and clients', value: 'newer than Kafka 2.3' },
    ],
    right,
    wrong: [...wrong],
    because: {
      'dynamic newcomer': `A new dynamic member has no member id. Its first JoinGroup is answered MEMBER_ID_REQUIRED with one, and it sends JoinGroup again with that. Then SyncGroup brings its partitions. In the run: ${right}.`,
      'static newcomer': `With a ${code('group.instance.id')} a member is recognized without a member id, so that no JoinGroup is answered MEMBER_ID_REQUIRED: one is enough. In the run: ${right}.`,
      'static restart': `The new process does not know its old member id. Its JoinGroup names ${code(name)}, the coordinator gives it the old member’s place at once, and SyncGroup brings the stored assignment. In the run: ${right}.`,
      member: `The coordinator never calls: the answer to the next heartbeat is REBALANCE_IN_PROGRESS, and the member joins again with the id that it has. It knows its coordinator and does not leave. In the run: ${right}.`,
    }[kind],
    scenario,
    show: { from: joinMs - 2000, to: joinMs + 8000, at: (sent[3]?.atMs ?? joinMs) + 1000, detail: 'messages' },
  };
};

export const leaderAfter: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 3);
  const [topic = ''] = topics;
  const [leader = '', follower = '', newcomer = ''] = consumers;
  const kind = random.pick(['leader closes', 'static leader restarts', 'newcomer', 'leader comes back'] as const);
  const isStatic = kind === 'static leader restarts';
  const scenario: ScenarioInput = {
    for: '50s',
    topics: { [topic]: random.integer(4, 8) },
    groups: { [group]: { topics: [topic], assignor: 'range' } },
    consumers: {
      // Who opens the group leads it.
      [leader]: { group, ...(isStatic && { config: { 'group.instance.id': 'first' } }) },
      [follower]: { group, start: '500ms', ...(isStatic && { config: { 'group.instance.id': 'second' } }) },
      ...(kind !== 'leader closes' && { [newcomer]: { group, start: kind === 'newcomer' ? '20s' : '36s' } }),
    },
    events:
      kind === 'newcomer'
        ? []
        : isStatic
          ? [{ at: '20s', restart: leader, down: '4s' }]
          : [
              { at: '20s', close: leader },
              ...(kind === 'leader comes back' ? [{ at: '28s', start: leader } as const] : []),
            ],
  };
  const run = perform(scenario);
  const before = run.name('leader at 19s');
  const right = run.name('leader at 48s');
  if (before !== leader) return undefined;
  const story = {
    'leader closes': `${code(leader)} closes at 20 s and leaves the group`,
    'static leader restarts': `Both have a ${code('group.instance.id')}. The process of ${code(leader)} is killed at 20 s and is back 4 s later, with the same one. ${code(newcomer)} joins at 36 s`,
    newcomer: `${code(newcomer)} joins at 20 s`,
    'leader comes back': `${code(leader)} closes at 20 s, and its process is started again at 28 s. ${code(newcomer)} joins at 36 s`,
  }[kind];
  return {
    question: `${and([leader, follower])} are the group ${code(group)}; ${code(leader)} came first and leads. The session timeout is 45 s, and ${isStatic ? 'the newcomer is dynamic' : 'nobody has a `group.instance.id`'}. ${story}. Who computes the next assignment, should one be needed after that?`,
    given: [
      { label: 'before', value: `${code(leader)} leads generation ${run.count('generation at 19s')}` },
      { label: 'in question', value: 'the group at 48 s' },
    ],
    right: code(right),
    wrong: [
      ...[leader, follower, ...(kind === 'leader closes' ? [] : [newcomer])].map(code),
      'the coordinator, a broker',
      'nobody, until the next member joins',
    ],
    because: {
      'leader closes': `${code(right)}. It is the only member left, and leads generation ${run.count('generation at 48s')}. A broker never computes an assignment in this protocol.`,
      'static leader restarts': `${code(right)}. A static member that is back within its session takes its old place over, and the lead is part of that. A leader keeps leading as long as it joins in time, whoever else comes.`,
      newcomer: `${code(right)}. A leader that joins again keeps the lead; a newcomer does not take it.`,
      'leader comes back': `${code(right)}. When ${code(leader)} left, ${code(follower)} was the only one there, and got the lead. ${code(leader)} came back as a new member like any other, and so did ${code(newcomer)}.`,
    }[kind],
    scenario,
    show: { from: 17_000, to: 50_000, at: 48_000 },
  };
};

export const addedPartitions: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 2);
  const [topic = ''] = topics;
  const [leader = '', follower = ''] = consumers;
  const ageMs = random.integer(12, 25) * 1000;
  const followerMs = random.integer(5, 9) * 1000;
  const addedMs = random.integer(34, 48) * 1000;
  const partitions = random.integer(3, 6);
  const scenario: ScenarioInput = {
    for: ms(addedMs + ageMs + 15_000),
    topics: { [topic]: partitions },
    groups: { [group]: { topics: [topic], assignor: 'range', config: { 'metadata.max.age.ms': ageMs } } },
    consumers: { [leader]: { group }, [follower]: { group, start: ms(followerMs) } },
    events: [{ at: ms(addedMs), createPartitions: topic, to: partitions + 2 }],
  };
  const run = perform(scenario, { from: addedMs });
  const [rebalance] = run.facts.rebalances;
  if (rebalance === undefined || run.name(`leader at ${addedMs}ms`) !== leader) return undefined;
  const lastOf = (consumer: string): number =>
    run.trace.findLast(
      (event) =>
        event.kind === 'request.sent' &&
        event.api === 'Metadata' &&
        event.clientId === consumer &&
        event.atMs < addedMs,
    )?.atMs ?? 0;
  const noticedMs = rebalance.fromMs;
  const beliefs = [lastOf(follower) + ageMs, addedMs, addedMs + ageMs, addedMs + 3000, addedMs + 5 * 60_000];
  const wrong = apart(noticedMs, beliefs, 1500);
  return {
    question: `${and(consumers)} read ${code(topic)} in the group ${code(group)}; ${code(leader)} leads. At ${seconds(addedMs)} somebody adds two partitions to the topic. ${code('metadata.max.age.ms')} is ${ageMs} for both. When does the group begin to rebalance because of that?`,
    given: [
      { label: `${code(leader)}, last refresh of its metadata before`, value: `at ${seconds(lastOf(leader))}` },
      { label: `${code(follower)}, last refresh of its metadata before`, value: `at ${seconds(lastOf(follower))}` },
      { label: 'heartbeats', value: 'every 3 s' },
    ],
    right: `at ${seconds(noticedMs)}`,
    wrong: wrong.map((time) => `at ${seconds(time)}`),
    because: `At ${seconds(noticedMs)}, by the cause “${rebalance.cause}”. No broker tells anybody. The leader compares the partitions that it has divided with its metadata whenever that is refreshed, ${seconds(ageMs)} after ${seconds(lastOf(leader))}. What a follower sees begins nothing.`,
    scenario,
    show: { from: addedMs - 2000, to: noticedMs + 5000, at: noticedMs + 200, detail: 'messages' },
  };
};
