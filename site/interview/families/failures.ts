// What a group sees of failures: cuts, a lost coordinator, commits that come too late. Floor 7.
import type { EventInput, ScenarioInput } from 'simulator';
import { nobody } from '../../scene/answer.ts';
import { castOf } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform } from './run.ts';
import { and, code, ms, near, seconds } from './words.ts';

const ownersText = (name: string): string =>
  name === nobody ? nobody : name.includes(' and ') ? `${and(name.split(' and '))}, both at once` : code(name);

export const cutOwner: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 2);
  const [topic = ''] = topics;
  const cut = random.pick(consumers);
  const other = consumers.find((consumer) => consumer !== cut) ?? '';
  const sessionMs = random.pick([8000, 10_000]);
  const cutMs = random.pick([13, 14, 16, 17]) * 1000;
  const healedMs = cutMs + sessionMs + 20_000;
  const askedMs = random.pick([cutMs + 3000, cutMs + sessionMs + 6000, cutMs + sessionMs + 12_000, healedMs + 14_000]);
  const scenarioWith = (events: readonly EventInput[]): ScenarioInput => ({
    for: ms(healedMs + 16_000),
    topics: { [topic]: 6 },
    groups: { [group]: { topics: [topic], assignor: 'range', config: { 'session.timeout.ms': sessionMs } } },
    consumers: Object.fromEntries(consumers.map((consumer) => [consumer, { group }])),
    events,
  });
  const quiet = perform(scenarioWith([]));
  const broker = Number(quiet.name(`coordinator at ${cutMs}ms`).replace(/\D/g, ''));
  const scenario = scenarioWith([{ at: ms(cutMs), cut: [cut, broker], for: ms(healedMs - cutMs) }]);
  const run = perform(scenario, { from: cutMs });
  const partition = random.pick(quiet.owned(cut, cutMs));
  const right = run.name(`owner of ${partition} at ${askedMs}ms`);
  const [expired] = run.facts.rebalances;
  return {
    question: `${and(consumers)} share ${code(topic)}, 6 partitions, in the group ${code(group)}, without ${code('group.instance.id')}. From ${seconds(cutMs)} to ${seconds(healedMs)} nothing gets through between ${code(cut)} and the broker that coordinates the group; everything else works, and both go on polling. Who has ${code(partition)} at ${seconds(askedMs)}, in the consumers’ own view, as ${code('assignment()')} returns it?`,
    given: [
      { label: `owner of ${code(partition)} before`, value: code(cut) },
      { label: 'assignor', value: code('range') },
      { label: code('session.timeout.ms'), value: String(sessionMs) },
      { label: code('heartbeat.interval.ms'), value: '3000' },
    ],
    right: ownersText(right),
    wrong: [cut, other, `${consumers.join(' and ')}`, nobody].map(ownersText),
    because: `${ownersText(right).replace(/^nobody/, 'Nobody')}. ${
      askedMs < (expired?.fromMs ?? 0)
        ? `The session of ${code(cut)} ends at ${seconds(expired?.fromMs ?? 0)}; until then nothing has happened to anybody.`
        : askedMs < healedMs
          ? `The coordinator removed ${code(cut)} at ${seconds(expired?.fromMs ?? 0)} and gave its partitions to ${code(other)}. It has no way to tell ${code(cut)}, which keeps what it has and looks for its coordinator.`
          : `With the network back, ${code(cut)} learned that it was out, lost what it had, joined again, and the group was divided anew.`
    }`,
    scenario,
    show: { from: cutMs - 2000, to: Math.min(askedMs + 6000, healedMs + 16_000), at: askedMs },
  };
};

export const failoverGeneration: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 5);
  const [topic = ''] = topics;
  const [first = '', second = '', ...later] = consumers;
  const before = later.slice(0, random.integer(0, 2));
  const newcomer = later.at(-1) ?? '';
  const crashMs = 14_000 + before.length * 10_000;
  const kind = random.pick(['quiet', 'quiet', 'joins after', 'killed too'] as const);
  const scenarioWith = (events: readonly EventInput[]): ScenarioInput => ({
    for: ms(crashMs + 45_000),
    brokers: 3,
    topics: { [topic]: 8 },
    groups: { [group]: { topics: [topic], assignor: 'range', config: { 'session.timeout.ms': 10_000 } } },
    consumers: {
      [first]: { group },
      [second]: { group },
      ...Object.fromEntries(before.map((consumer, index) => [consumer, { group, start: ms(14_000 + index * 10_000) }])),
      ...(kind === 'joins after' && { [newcomer]: { group, start: ms(crashMs + 25_000) } }),
    },
    events,
  });
  const broker = Number(
    perform(scenarioWith([]))
      .name(`coordinator at ${crashMs - 1000}ms`)
      .replace(/\D/g, ''),
  );
  const scenario = scenarioWith([
    { at: ms(crashMs), crashBroker: broker },
    ...(kind === 'killed too' ? [{ at: ms(crashMs + 25_000), crash: second }] : []),
  ]);
  const askedMs = crashMs + 44_000;
  const run = perform(scenario, { from: crashMs });
  const old = run.count(`generation at ${crashMs - 1000}ms`);
  const right = run.count(`generation at ${askedMs}ms`);
  const after = {
    quiet: 'Nothing else happens',
    'joins after': `At ${seconds(crashMs + 25_000)} ${code(newcomer)} joins`,
    'killed too': `At ${seconds(crashMs + 25_000)} ${code(second)} is killed, too`,
  }[kind];
  return {
    question: `The group ${code(group)} is Stable in generation ${old}, and nobody has a ${code('group.instance.id')}. At ${seconds(crashMs)} the broker that coordinates it is killed for good. 9 s later its partitions, that of ${code('__consumer_offsets')} included, are led by other brokers, and the members find the new coordinator. ${after}. Which generation is the group in at ${seconds(askedMs)}?`,
    given: [
      { label: 'members before', value: and([first, second, ...before]) },
      { label: code('session.timeout.ms'), value: '10000' },
      { label: 'assignor', value: code('range') },
    ],
    right: String(right),
    wrong: near(right, [old + 1, old, 1, 0, old + 2]).map(String),
    because: `Generation ${right}. The new coordinator reads the group out of ${code('__consumer_offsets')}, with its members, their assignment and generation ${old}, and starts every session anew: no rebalance is needed. ${
      run.facts.rebalances.length === 0
        ? 'None began in the run.'
        : `What began in the run: ${run.facts.rebalances.map(({ fromMs, cause }) => `${cause}, at ${seconds(fromMs)}`).join('; ')}.`
    }`,
    scenario,
    show: { from: crashMs - 2000, to: crashMs + 45_000, at: askedMs, detail: 'messages' },
  };
};

const outcomes = {
  accepted: 'it is accepted',
  failed: '`CommitFailedException`',
  fenced: '`FencedInstanceIdException`',
  rebalancing: '`RebalanceInProgressException`',
} as const;

export const lateCommit: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 3);
  const [topic = ''] = topics;
  const [slow = '', other = '', newcomer = ''] = consumers;
  const kind = random.pick([
    'poll interval',
    'rebalance waits',
    'quiet',
    'frozen',
    'same instance',
    'same instance just now',
  ] as const);
  const pollMs = random.integer(15, 20) * 1000;
  const busyMs = kind === 'poll interval' ? pollMs + random.integer(5, 9) * 1000 : random.integer(9, 12) * 1000;
  const sessionMs = random.pick([8000, 10_000]);
  const beginsMs = random.integer(13, 16) * 1000;
  const isStatic = kind === 'same instance' || kind === 'same instance just now';
  const doneMs = beginsMs + busyMs;
  const heartbeatMs = Math.floor(doneMs / 3000) * 3000;
  const takenMs = kind === 'same instance' ? beginsMs + 3000 : heartbeatMs + 400;
  // The last heartbeat is well before the commit, and the other one starts between them.
  if (isStatic && doneMs - heartbeatMs < 1000) return undefined;
  const frozenMs = sessionMs + 9000;
  const scenario: ScenarioInput = {
    for: ms(beginsMs + 60_000),
    topics: { [topic]: 2 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: 'range',
        config: {
          'session.timeout.ms': sessionMs,
          'max.poll.interval.ms': pollMs,
          'auto.offset.reset': 'earliest',
        },
        handler: { commit: 'batch', perKey: { heavy: ms(busyMs) } },
      },
    },
    consumers: {
      [slow]: { group, ...(isStatic && { config: { 'group.instance.id': 'one' } }) },
      [other]: { group },
      ...(kind === 'rebalance waits' && { [newcomer]: { group, start: ms(beginsMs + 3000) } }),
      ...(isStatic && {
        [newcomer]: { group, start: ms(takenMs), config: { 'group.instance.id': 'one' } },
      }),
    },
    events: [
      { at: ms(beginsMs), produce: topic, records: 1, key: 'heavy' },
      ...(kind === 'frozen' ? [{ at: ms(beginsMs + 2000), freeze: slow, for: ms(frozenMs) } as const] : []),
    ],
  };
  const run = perform(scenario);
  const commit = run.trace.find((event) => event.kind === 'commit.completed' && event.atMs > beginsMs + 1000);
  if (commit?.kind !== 'commit.completed' || commit.process !== slow) return undefined;
  const { error = '' } = commit;
  const right = error === '' ? outcomes.accepted : code(/\w+Exception/.exec(error)?.[0] ?? error);
  const byMistake = `At ${seconds(takenMs)} somebody starts ${code(newcomer)} with the same ${code('group.instance.id')} by mistake, and it joins`;
  const story = {
    'poll interval': 'Nothing else happens',
    'rebalance waits': `At ${seconds(beginsMs + 3000)} ${code(newcomer)} joins the group`,
    quiet: 'Nothing else happens',
    frozen: `In the middle of it the whole process stands still for ${seconds(frozenMs)}, heartbeats included, and then goes on with the record`,
    'same instance': byMistake,
    'same instance just now': byMistake,
  }[kind];
  const why = {
    'poll interval': `After ${seconds(pollMs)} without a poll the member has left its group by itself. It has no generation to commit in, and the partition may be another’s.`,
    'rebalance waits': `The group is in PreparingRebalance and waits for ${code(slow)}. Until it joins again it is a member of the old generation, whose commits are still accepted: that is what makes a commit in ${code('onPartitionsRevoked')} work, too.`,
    quiet: `${seconds(busyMs)} are less than ${seconds(pollMs)}, and the heartbeat thread keeps the session. Nothing has changed.`,
    frozen:
      'The session ended while it stood still, and the coordinator removed it and gave its partition away. Its member id is unknown there by now.',
    'same instance': `A static member that joins takes the place of the one with its id: the newcomer wins. The next heartbeat of ${code(slow)} was answered FENCED_INSTANCE_ID, and with that it had no generation any more to commit in. The fencing itself is thrown by its next poll.`,
    'same instance just now': `A static member that joins takes the place of the one with its id: the newcomer wins. ${code(slow)} had sent no heartbeat since, so that its commit was the first request to be answered FENCED_INSTANCE_ID.`,
  }[kind];
  return {
    question: `${and([slow, other])} are the group ${code(group)}. At ${seconds(beginsMs)} ${code(slow)} polls a record that takes ${seconds(busyMs)} of work, and calls ${code('commitSync')} when it is done, before its next poll. ${story}. What does that ${code('commitSync')} bring?`,
    given: [
      { label: code('group.instance.id'), value: isStatic ? `of ${code(slow)}: ${code('one')}` : 'none' },
      { label: 'assignor', value: code('range') },
      { label: code('max.poll.interval.ms'), value: String(pollMs) },
      { label: code('session.timeout.ms'), value: String(sessionMs) },
      { label: `heartbeats of ${code(slow)}`, value: 'every 3 s, at 12 s, 15 s, 18 s and so on' },
    ],
    right,
    wrong: Object.values(outcomes),
    because: `${why} In the run it ended at ${seconds(commit.atMs)}: ${right}.`,
    scenario,
    show: { from: beginsMs - 1000, to: commit.atMs + 5000, at: commit.atMs + 100, detail: 'messages' },
  };
};
