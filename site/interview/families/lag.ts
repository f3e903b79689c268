// Lag: what the tools show of it, and how long it takes to work off. Floor 7.
import type { ScenarioInput } from 'simulator';
import { castOf } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform } from './run.ts';
import { apart, code, many, ms, near, seconds } from './words.ts';

export const lagShown: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 1);
  const [topic = ''] = topics;
  const [consumer = ''] = consumers;
  const partition = `${topic}-0`;
  const perPoll = random.pick([10, 15, 20]);
  const perRecordMs = random.pick([100, 150, 200]);
  const records = perPoll * 4 + random.integer(1, 30);
  const isFirst = random.chance(0.2);
  // It has joined at 3 s, and is in the middle of a batch.
  const batches = isFirst ? 0 : random.integer(1, 3);
  const into = random.integer(2, perPoll - 2);
  const askedMs = Math.round((3000 + (batches * perPoll + into) * perRecordMs) / 100) * 100;
  const scenario: ScenarioInput = {
    for: ms(askedMs + 4000),
    brokers: 1,
    topics: { [topic]: 1 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: 'range',
        config: { 'auto.offset.reset': 'earliest', 'max.poll.records': perPoll },
        handler: { perRecord: ms(perRecordMs), commit: 'batch' },
      },
    },
    consumers: { [consumer]: { group } },
    events: [{ at: '1s', produce: topic, records }],
  };
  const run = perform(scenario);
  const of = run.facts.offsets.partitions.find((columns) => columns.partition === partition);
  const sample = askedMs / run.facts.offsets.everyMs;
  const logEnd = of?.logEnd[sample] ?? 0;
  const position = of?.position[sample] ?? 0;
  const committed = of?.committed[sample] ?? -1;
  const handled = run.trace.filter(({ kind, atMs }) => kind === 'record.processed' && atMs <= askedMs).length;
  const right = committed < 0 ? 'a dash, `-`' : String(run.count(`lag of ${partition} at ${askedMs}ms`));
  const lag = committed < 0 ? logEnd : logEnd - committed;
  return {
    question: `${code(consumer)} of the group ${code(group)} handles ${code(partition)}, and commits with ${code('commitSync')} after each batch. In the middle of a batch somebody types ${code('kafka-consumer-groups.sh --describe')}. What does it show under LAG for ${code(partition)}?`,
    given: [
      { label: 'log end offset', value: String(logEnd) },
      { label: `position of ${code(consumer)}`, value: String(position) },
      { label: 'handled so far', value: many(handled, 'record') },
      { label: 'committed offset', value: committed < 0 ? 'none yet' : String(committed) },
    ],
    right,
    wrong: [
      logEnd - position,
      logEnd - handled,
      committed < 0 ? 0 : position - committed,
      logEnd,
      ...near(lag, [lag - 1]),
    ].map(String),
    because:
      committed < 0
        ? `A dash: the tool counts from the committed offset, and there is none before the first commit. That is not a lag of 0, and an alert on numbers does not see it.`
        : `LAG is the log end offset minus the committed offset: ${logEnd} - ${committed} = ${right}. The position, ${position}, lives in the consumer alone, and what is handled is known to it alone, so that a group that commits seldom looks late between commits.`,
    scenario,
    show: { from: Math.max(0, askedMs - 5000), to: askedMs + 4000, at: askedMs },
  };
};

export const catchUp: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 1);
  const [topic = ''] = topics;
  const [consumer = ''] = consumers;
  const partition = `${topic}-0`;
  const rate = random.pick([10, 20, 25]);
  const perRecordMs = random.pick([10, 20, 25, 30]);
  const capacity = 1000 / perRecordMs;
  const outageMs = random.integer(5, 10) * 1000;
  const stopMs = 10_000;
  // Close to its limit the end cannot be told, and far from it there is nothing to wait for.
  if (rate > capacity * 0.75 || rate < capacity * 0.2) return undefined;
  const backMs = stopMs + outageMs;
  const scenario: ScenarioInput = {
    for: ms(backMs + outageMs * 3 + 4000),
    brokers: 1,
    topics: { [topic]: 1 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: 'range',
        config: { 'auto.offset.reset': 'earliest', 'max.poll.records': 20, 'session.timeout.ms': 30_000 },
        handler: { perRecord: ms(perRecordMs), commit: 'batch' },
      },
    },
    consumers: { [consumer]: { group } },
    load: { [topic]: { rate: `${rate}/s`, from: '3s' } },
    events: [{ at: ms(stopMs), blockPoll: consumer, for: ms(outageMs) }],
  };
  const run = perform(scenario);
  let [written, handled] = [0, 0];
  let doneMs: number | undefined;
  for (const event of run.trace) {
    if (event.kind === 'log.appended' && event.partition.topic === topic) written = event.lastOffset + 1;
    if (event.kind === 'record.processed') handled += 1;
    if (event.atMs > backMs + 500 && written - handled <= 2) {
      doneMs = event.atMs;
      break;
    }
  }
  if (doneMs === undefined) return undefined;
  const rightMs = doneMs - backMs;
  const beliefs = [
    outageMs,
    (outageMs * rate) / capacity,
    rightMs * 2,
    outageMs * 2,
    (outageMs * capacity) / rate,
    rightMs / 2,
  ];
  const about = (lengthMs: number): string => `about ${seconds(Math.round(lengthMs / 500) * 500)}`;
  const wrong = apart(rightMs, beliefs, Math.max(1500, rightMs * 0.25));
  return {
    question: `${code(consumer)} handles ${code(partition)} alone and keeps up. At ${seconds(stopMs)} it stops handling for ${seconds(outageMs)}; it stays in its group ${code(group)} and has its partition all the time. How long after it goes on, at ${seconds(backMs)}, has it handled everything that was written meanwhile, and keeps up again?`,
    given: [
      { label: 'written', value: `${rate} records a second, all the time` },
      { label: 'handling a record takes', value: `${perRecordMs} ms, one after another` },
      { label: 'fetching and committing', value: 'some milliseconds, not to be counted' },
    ],
    right: about(rightMs),
    wrong: wrong.map(about),
    because: `${about(rightMs).replace('about', 'About')}, at ${seconds(doneMs)} in the run. It can handle ${Math.round(capacity)} records a second, ${rate} of which are needed for what comes in; only the rest works off the ${Math.round((outageMs / 1000) * rate)} or so that had piled up, and what is written while it does.`,
    scenario,
    show: { from: stopMs - 3000, to: doneMs + 4000, at: doneMs },
  };
};
