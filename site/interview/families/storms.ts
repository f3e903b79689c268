// Rebalances one after another: deployments, and a loop that is always too slow. Floor 7.
import type { EventInput, ScenarioInput } from 'simulator';
import { castOf } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform } from './run.ts';
import { and, code, many, ms, near, seconds } from './words.ts';

export const rollingDeploy: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, random.integer(2, 4));
  const [topic = ''] = topics;
  const sessionMs = random.pick([6000, 12_000]);
  const downMs = random.pick([4000, 5000, 10_000]);
  const spacingMs = sessionMs + downMs + 6000;
  const how = random.pick(['closed', 'killed', 'killed', 'static'] as const);
  // Clearly within the session, or clearly beyond it.
  if (Math.abs(downMs - sessionMs) < 3500 && how !== 'closed') return undefined;
  if (how === 'static' && downMs > sessionMs - 3500) return undefined;
  const beginsMs = 13_000;
  const events = consumers.flatMap((consumer, index): readonly EventInput[] => {
    const atMs = beginsMs + index * spacingMs;
    return [
      how === 'killed' ? { at: ms(atMs), crash: consumer } : { at: ms(atMs), close: consumer },
      { at: ms(atMs + downMs), start: consumer },
    ];
  });
  const endMs = beginsMs + consumers.length * spacingMs;
  const scenario: ScenarioInput = {
    for: ms(endMs + 2000),
    brokers: 1,
    topics: { [topic]: 8 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: 'range',
        config: { 'session.timeout.ms': sessionMs },
        handler: { commit: 'none' },
      },
    },
    consumers: Object.fromEntries(
      consumers.map((consumer, index) => [
        consumer,
        { group, ...(how === 'static' && { config: { 'group.instance.id': `node-${index}` } }) },
      ]),
    ),
    events,
  };
  const run = perform(scenario, { from: beginsMs - 1000 });
  const right = run.count('rebalances');
  const count = consumers.length;
  const causes = new Set(run.facts.rebalances.map(({ cause }) => cause));
  return {
    question: `A deployment restarts ${and(consumers)}, all members of ${code(group)}, one after the other, ${seconds(spacingMs)} apart. Each is ${how === 'killed' ? 'killed, as by `kill -9`,' : 'stopped with `close()`'} and started again ${seconds(downMs)} later. ${how === 'static' ? `Each has a ${code('group.instance.id')} and comes back with it.` : `Nobody has a ${code('group.instance.id')}.`} How many rebalances does the deployment cause, counted by how often the group enters PreparingRebalance?`,
    given: [
      { label: code('session.timeout.ms'), value: String(sessionMs) },
      { label: code('heartbeat.interval.ms'), value: '3000' },
      { label: 'assignor', value: code('range') },
    ],
    right: String(right),
    wrong: near(right, [count, count * 2, 0, 1, count + 1]).map(String),
    because: `${right}${causes.size === 0 ? '' : `, by ${[...causes].join(' and ')}`}. ${
      {
        closed: 'A dynamic member that closes leaves, and its successor joins: two for each.',
        killed:
          downMs < sessionMs
            ? 'The dead one is still a member when its successor joins as a new one, and the join phase waits until the session of the dead one ends: one for each, a long one.'
            : 'The session of the dead one ends, and its successor joins: two for each.',
        static:
          'A static member does not leave, and whoever comes back with its id within the session takes its place over without a rebalance.',
      }[how]
    }`,
    scenario,
    show: { from: beginsMs - 2000, to: endMs + 2000, at: endMs },
  };
};

export const tooSlowLoop: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 1);
  const [topic = ''] = topics;
  const [slow = ''] = consumers;
  const partition = `${topic}-0`;
  const perPoll = random.pick([10, 20, 25]);
  const batchMs = random.integer(10, 18) * 1000;
  const perRecordMs = batchMs / perPoll;
  const isTooSlow = random.chance(0.4);
  const pollMs = isTooSlow ? batchMs - random.integer(3, 5) * 1000 : batchMs + random.integer(4, 8) * 1000;
  const rounds = random.integer(3, 6);
  // It has joined at 3 s, and is in the middle of a batch.
  const askedMs = 3000 + rounds * batchMs + batchMs / 2;
  const records = perPoll * 8;
  const scenario: ScenarioInput = {
    for: ms(askedMs + 4000),
    brokers: 1,
    topics: { [topic]: 1 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: 'range',
        config: {
          'auto.offset.reset': 'earliest',
          'max.poll.records': perPoll,
          'max.poll.interval.ms': pollMs,
          'session.timeout.ms': 6000,
        },
        handler: { perRecord: ms(perRecordMs), commit: 'batch' },
      },
    },
    consumers: { [slow]: { group } },
    events: [{ at: '1s', produce: topic, records }],
  };
  const run = perform(scenario);
  const of = run.facts.offsets.partitions.find((columns) => columns.partition === partition);
  const committed = of?.committed[Math.floor(askedMs / run.facts.offsets.everyMs)] ?? -1;
  const handled = run.trace.flatMap((event) =>
    event.kind === 'record.processed' && event.atMs <= askedMs ? [event.offset] : [],
  );
  const none = 'none: nothing is committed';
  const causes = run.facts.rebalances.filter(({ cause }) => cause === 'member left').length;
  return {
    question: `${code(slow)} is alone in the group ${code(group)} and reads ${code(partition)}, in which ${records} records wait, from offset 0 on. Each poll returns ${perPoll} of them, for which it needs ${seconds(batchMs)}; then it commits with ${code('commitSync')} and polls again. When a commit throws, it writes that to its log and goes on. It begins with its first batch at 3 s. Which offset of ${code(partition)} is committed at ${seconds(askedMs)}?`,
    given: [
      { label: code('max.poll.interval.ms'), value: String(pollMs) },
      { label: code('session.timeout.ms'), value: '6000' },
      { label: code('heartbeat.interval.ms'), value: '3000' },
      { label: code('auto.offset.reset'), value: 'earliest' },
    ],
    right: committed < 0 ? none : String(committed),
    wrong: [
      ...near(committed, [rounds * perPoll, perPoll, (rounds + 1) * perPoll, Math.floor(rounds / 2) * perPoll])
        .slice(0, 3)
        .map(String),
      none,
    ].slice(isTooSlow ? 0 : 1),
    because: isTooSlow
      ? `None. In each round it has left the group by itself ${seconds(pollMs)} after its poll, and its commit throws CommitFailedException. It joins again, and begins once more at offset 0: by then it had handled ${handled.length} records, but only ${new Set(handled).size} different ones, and had left ${many(causes, 'time')}.`
      : `${committed}: ${seconds(batchMs)} between two polls are less than ${seconds(pollMs)}, and the session is kept by a thread of its own, however short it is. ${many(committed / perPoll, 'batch').replace('batchs', 'batches')} of ${perPoll} are done and committed.`,
    scenario,
    show: { from: 2000, to: askedMs + 2000, at: askedMs },
  };
};
