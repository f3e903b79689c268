// Which clock runs out, and when: sessions, polls, and the wait of a newcomer. Floor 7.
import type { EventInput, ScenarioInput } from 'simulator';
import { castOf } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform, type Run } from './run.ts';
import { and, apart, code, ms, near, seconds } from './words.ts';

const heartbeatMs = 3000;

/** When a consumer sent its last heartbeat before a moment. */
const lastHeartbeat = ({ facts }: Run, consumer: string, beforeMs: number): number =>
  facts.requests.findLast((sent) => sent.consumer === consumer && sent.api === 'Heartbeat' && sent.atMs <= beforeMs)
    ?.atMs ?? 0;

const at = (timeMs: number): string => `at ${seconds(timeMs)}`;
/** A poll that was under way, or the look of a thread at its clock, is some tenths of a second off. */
const about = (timeMs: number): string => `at about ${Math.round(timeMs / 1000)} s`;
/** At the beginning of a sentence. */
const upper = (text: string): string => text.replace(/^at/, 'At');

export const goneNoticed: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, random.integer(2, 3));
  const [topic = ''] = topics;
  const gone = random.pick(consumers);
  const sessionMs = random.pick([6000, 8000, 10_000, 12_000, 15_000]);
  const pollMs = random.pick([30_000, 60_000]);
  const goneMs = random.integer(130, 180) * 100;
  const kind = random.pick(['killed', 'killed', 'frozen', 'cut off', 'closed'] as const);
  const event: EventInput = {
    killed: { at: ms(goneMs), crash: gone },
    frozen: { at: ms(goneMs), freeze: gone, for: '3m' },
    'cut off': { at: ms(goneMs), cut: gone },
    closed: { at: ms(goneMs), close: gone },
  }[kind] as EventInput;
  const scenario: ScenarioInput = {
    for: ms(goneMs + sessionMs + 12_000),
    brokers: 1,
    topics: { [topic]: 6 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: 'range',
        config: { 'session.timeout.ms': sessionMs, 'max.poll.interval.ms': pollMs },
        // A commit keeps a session as a heartbeat does.
        handler: { commit: 'none' },
      },
    },
    consumers: Object.fromEntries(consumers.map((consumer) => [consumer, { group }])),
    events: [event],
  };
  const run = perform(scenario, { from: goneMs - 100 });
  const whole = perform(scenario);
  const [rebalance] = run.facts.rebalances;
  if (rebalance === undefined) return undefined;
  const heartbeat = lastHeartbeat(whole, gone, goneMs);
  // Whether the next one was sent just before is no fair question.
  if (heartbeat + heartbeatMs - goneMs < 500 || goneMs - heartbeat < 500) return undefined;
  const beliefs = [
    goneMs + sessionMs,
    heartbeat + sessionMs,
    heartbeat + heartbeatMs,
    goneMs,
    heartbeat + 3 * heartbeatMs,
    goneMs + pollMs,
  ];
  const story = {
    killed: 'is killed, as by `kill -9`',
    frozen: 'stands still as a whole, heartbeat thread included, for the next three minutes',
    'cut off': 'can reach no broker any more, and its process goes on',
    closed: 'is asked to stop, and calls `close()`',
  }[kind];
  return {
    question: `${and(consumers)} are the group ${code(group)}, without ${code('group.instance.id')}. ${upper(at(goneMs))} ${code(gone)} ${story}. When does the coordinator begin the rebalance that takes its partitions away?`,
    given: [
      { label: code('session.timeout.ms'), value: String(sessionMs) },
      { label: code('heartbeat.interval.ms'), value: String(heartbeatMs) },
      { label: code('max.poll.interval.ms'), value: String(pollMs) },
      { label: 'commits', value: 'none, and `enable.auto.commit` is false' },
      { label: `last heartbeat of ${code(gone)} before`, value: at(heartbeat) },
    ],
    right: at(rebalance.fromMs),
    wrong: apart(rebalance.fromMs, beliefs, 600).map(at),
    because:
      kind === 'closed'
        ? `${upper(at(rebalance.fromMs))}: a dynamic member that closes sends LeaveGroup, and no clock is waited for.`
        : `${upper(at(rebalance.fromMs))}. The coordinator only knows that it hears nothing, and waits for ${seconds(sessionMs)} from the last heartbeat, ${at(heartbeat)}, on. A missed heartbeat alone means nothing to it.`,
    scenario,
    show: { from: goneMs - 5000, to: rebalance.fromMs + 6000, at: rebalance.fromMs + 100, detail: 'messages' },
  };
};

export const freezeRebalances: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, random.integer(2, 3));
  const [topic = ''] = topics;
  const frozen = random.pick(consumers);
  const sessionMs = random.pick([8000, 10_000, 12_000]);
  const assignor = random.pick(['range', 'cooperative-sticky'] as const);
  const kind = random.pick(['shorter', 'longer', 'longer', 'for good'] as const);
  const freezeMs = {
    shorter: sessionMs - random.integer(4, 6) * 1000,
    longer: sessionMs + random.integer(6, 15) * 1000,
    'for good': 10 * 60_000,
  }[kind];
  const frozenMs = random.pick([13, 14, 16, 17]) * 1000;
  const endMs = frozenMs + sessionMs + 35_000;
  const scenarioWith = (name: string): ScenarioInput => ({
    for: ms(endMs),
    brokers: 1,
    topics: { [topic]: 6 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: name,
        config: { 'session.timeout.ms': sessionMs },
        handler: { commit: 'none' },
      },
    },
    consumers: Object.fromEntries(consumers.map((consumer) => [consumer, { group }])),
    events: [{ at: ms(frozenMs), freeze: frozen, for: ms(freezeMs) }],
  });
  const scenario = scenarioWith(assignor);
  const run = perform(scenario, { from: frozenMs });
  const right = run.count('rebalances');
  const other = perform(scenarioWith(assignor === 'range' ? 'cooperative-sticky' : 'range'), { from: frozenMs });
  const causes = run.facts.rebalances.map(({ fromMs, cause }) => `${at(fromMs)} (${cause})`).join(', ');
  return {
    question: `${and(consumers)} share ${code(topic)}, 6 partitions, in the group ${code(group)}, without ${code('group.instance.id')}. The whole process of ${code(frozen)} stands still from ${seconds(frozenMs)} on, heartbeats included, ${kind === 'for good' ? `and does not go on before ${seconds(endMs)}` : `for ${seconds(freezeMs)}, and then goes on`}. How many times does the group enter PreparingRebalance from then to ${seconds(endMs)}?`,
    given: [
      { label: 'assignor', value: code(assignor) },
      { label: code('session.timeout.ms'), value: String(sessionMs) },
      { label: code('heartbeat.interval.ms'), value: String(heartbeatMs) },
    ],
    right: String(right),
    wrong: near(right, [other.count('rebalances'), 1, 0, 2]).map(String),
    because:
      right === 0
        ? `Not once: ${seconds(freezeMs)} of silence are shorter than the session, and with the next heartbeat all is well.`
        : `${right}: ${causes}. ${
            kind === 'for good'
              ? 'The session ends, and nobody comes back.'
              : assignor === 'range'
                ? 'The session ends, and then the member comes back as a new one.'
                : 'The session ends, and then the member comes back as a new one; the partitions that it is to get have first to be revoked by those that own them, which takes a second round.'
          }`,
    scenario,
    show: { from: frozenMs - 2000, to: endMs, at: endMs - 2000 },
  };
};

export const pollInterval: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 2);
  const [topic = ''] = topics;
  const [slow = ''] = consumers;
  const isStatic = random.chance(0.2);
  const sessionMs = random.pick([8000, 10_000, 12_000]);
  const pollMs = random.integer(16, 26) * 1000;
  const slowMs = random.chance(0.7) ? pollMs + random.integer(6, 15) * 1000 : pollMs - random.integer(3, 6) * 1000;
  const beginsMs = random.integer(13, 17) * 1000;
  const endMs = beginsMs + pollMs + sessionMs + 20_000;
  const scenario: ScenarioInput = {
    for: ms(endMs),
    brokers: 1,
    topics: { [topic]: 6 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: 'range',
        config: { 'session.timeout.ms': sessionMs, 'max.poll.interval.ms': pollMs },
      },
    },
    consumers: Object.fromEntries(
      consumers.map((consumer) => [
        consumer,
        { group, ...(isStatic && { config: { 'group.instance.id': `${consumer}-id` } }) },
      ]),
    ),
    events: [{ at: ms(beginsMs), blockPoll: slow, for: ms(slowMs) }],
  };
  const run = perform(scenario, { from: beginsMs });
  const [rebalance] = run.facts.rebalances;
  const never = `not before ${seconds(endMs)}`;
  const rightMs = rebalance?.fromMs;
  const beliefs = [beginsMs + sessionMs, beginsMs + pollMs, beginsMs + slowMs, beginsMs + pollMs + sessionMs];
  const right = rightMs === undefined ? never : about(rightMs);
  return {
    question: `${and(consumers)} share ${code(topic)} in the group ${code(group)}, ${isStatic ? `each with a ${code('group.instance.id')}` : `without ${code('group.instance.id')}`}. ${code(slow)} polls ${at(beginsMs)} and then handles what it got for ${seconds(slowMs)}, before it polls again. Its heartbeats go on all the time. When does the group begin to rebalance?`,
    given: [
      { label: code('max.poll.interval.ms'), value: String(pollMs) },
      { label: code('session.timeout.ms'), value: String(sessionMs) },
      { label: code('heartbeat.interval.ms'), value: String(heartbeatMs) },
    ],
    right,
    wrong: [...apart(rightMs ?? -10_000, beliefs, 1500).map(about), ...(rightMs === undefined ? [] : [never])],
    because:
      rightMs === undefined
        ? slowMs < pollMs
          ? `It does not: ${seconds(slowMs)} without a poll are less than ${seconds(pollMs)}, and the session is kept by the heartbeat thread.`
          : `It does not. After ${seconds(pollMs)} without a poll a static member stops its heartbeats and sends no LeaveGroup. It polls again and takes its place over before its session has ended.`
        : isStatic
          ? `${upper(right)}. After ${seconds(pollMs)} without a poll a static member stops its heartbeats and sends no LeaveGroup, so that its session has to end, too.`
          : `${upper(right)}. After ${seconds(pollMs)} without a poll the heartbeat thread of ${code(slow)} itself sends LeaveGroup. The session timeout has no part in that: heartbeats came all the time.`,
    scenario,
    show: {
      from: beginsMs - 2000,
      to: Math.max(rightMs ?? 0, beginsMs + slowMs) + 6000,
      at: (rightMs ?? beginsMs + slowMs) + 300,
      detail: 'messages',
    },
  };
};

export const newcomerWait: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 3);
  const [topic = ''] = topics;
  const busy = consumers[random.integer(0, 1)] ?? '';
  const newcomer = consumers[2] ?? '';
  const pollMs = random.integer(14, 22) * 1000;
  const busyMs = random.chance(0.3) ? pollMs + random.integer(8, 14) * 1000 : random.integer(6, 12) * 1000;
  const beginsMs = random.integer(13, 16) * 1000;
  const joinMs = beginsMs + random.integer(1, 3) * 1000;
  const sessionMs = random.pick([6000, 10_000]);
  const scenario: ScenarioInput = {
    for: ms(beginsMs + 50_000),
    brokers: 1,
    topics: { [topic]: 6 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: 'range',
        config: { 'session.timeout.ms': sessionMs, 'max.poll.interval.ms': pollMs },
      },
    },
    consumers: Object.fromEntries(
      consumers.map((consumer) => [consumer, { group, ...(consumer === newcomer && { start: ms(joinMs) }) }]),
    ),
    events: [{ at: ms(beginsMs), blockPoll: busy, for: ms(busyMs) }],
  };
  const run = perform(scenario, { from: beginsMs });
  const rightMs = joinMs + run.count(`wait of ${newcomer}`);
  const beliefs = [
    joinMs,
    joinMs + heartbeatMs,
    beginsMs + busyMs,
    beginsMs + pollMs,
    joinMs + sessionMs,
    joinMs + pollMs,
    beginsMs + pollMs + sessionMs,
  ];
  return {
    question: `${and(consumers.slice(0, 2))} share ${code(topic)} in the group ${code(group)}, without ${code('group.instance.id')}. ${code(busy)} polls ${at(beginsMs)} and then handles what it got for ${seconds(busyMs)}, heartbeating all the time. ${code(newcomer)} starts ${at(joinMs)}; it and the others poll all the time. When does ${code(newcomer)} own its first partitions?`,
    given: [
      { label: 'assignor', value: code('range') },
      { label: code('max.poll.interval.ms'), value: `${pollMs}, for all of them` },
      { label: code('session.timeout.ms'), value: String(sessionMs) },
      { label: code('heartbeat.interval.ms'), value: String(heartbeatMs) },
    ],
    right: about(rightMs),
    wrong: apart(rightMs, beliefs, 1500).map(about),
    because: `${upper(about(rightMs))}. The join phase ends when every member has joined, and a member joins inside ${code('poll')}: heartbeats tell ${code(busy)} of the rebalance, and it is in no poll. ${
      busyMs < pollMs
        ? `It polls again ${at(beginsMs + busyMs)}, and everybody waits for that.`
        : `${seconds(pollMs)} after its last poll, which is before it polls again, it is out of the group, and nobody waits for it any more.`
    }`,
    scenario,
    show: { from: beginsMs - 1000, to: rightMs + 5000, at: rightMs + 200, detail: 'messages' },
  };
};
