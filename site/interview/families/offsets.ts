// What is read again, skipped or begun with: offsets after a crash and at a start. Floor 7.
import type { RandomStream, ScenarioInput } from 'simulator';
import { castOf } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform, type Run } from './run.ts';
import { code, many, ms, near, seconds } from './words.ts';

const commits = {
  record: '`commitSync` after each record',
  batch: '`commitSync` after all records of a poll are handled',
  before: '`commitSync` right after a poll, before its records are handled',
  auto: '`enable.auto.commit` is true',
} as const;
type Commit = keyof typeof commits;

interface Takeover {
  readonly group: string;
  readonly partition: string;
  readonly dying: string;
  readonly next: string;
  readonly scenario: ScenarioInput;
  readonly commit: Commit;
  readonly records: number;
  readonly perPoll: number;
  readonly perRecordMs: number;
  readonly intervalMs: number;
  readonly crashMs: number;
}

/** A log of one partition: its reader is killed, and the other member goes on after the session. */
function takeoverOf(random: RandomStream, modes: readonly Commit[]): Takeover | undefined {
  const { group, topics, consumers } = castOf(random, 2);
  const [topic = ''] = topics;
  const [dying = '', next = ''] = consumers;
  const commit = random.pick(modes);
  const perPoll = random.pick([5, 8, 10, 12]);
  const perRecordMs = random.pick([100, 150, 200]);
  const intervalMs = commit === 'auto' ? random.pick([2000, 3000, 5000]) : 5000;
  const records = perPoll * 4 + random.integer(0, 5);
  const batchMs = perPoll * perRecordMs;
  // Whether a poll comes just before or after the interval is no fair question.
  const into = intervalMs % batchMs;
  if (commit === 'auto' && (into < 150 || into > batchMs - 150)) return undefined;
  // Both have joined at 6 s. The crash is in the middle of a record.
  const crashMs =
    6000 + batchMs * random.integer(1, 3) + perRecordMs * random.integer(1, perPoll - 1) + perRecordMs / 2;
  const scenario: ScenarioInput = {
    for: ms(crashMs + 8000 + records * perRecordMs + 6000),
    brokers: 1,
    topics: { [topic]: 1 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: 'range',
        config: {
          'session.timeout.ms': 6000,
          'auto.offset.reset': 'earliest',
          'max.poll.records': perPoll,
          ...(commit === 'auto' && { 'auto.commit.interval.ms': intervalMs }),
        },
        handler: { perRecord: ms(perRecordMs), commit },
      },
    },
    consumers: { [dying]: { group }, [next]: { group } },
    events: [
      { at: '1s', produce: topic, records },
      { at: ms(crashMs), crash: dying },
    ],
  };
  const partition = `${topic}-0`;
  return { group, partition, dying, next, scenario, commit, records, perPoll, perRecordMs, intervalMs, crashMs };
}

/** How many records a process had handled by the end of the run. */
const handledBy = (run: Run, process: string): number =>
  run.trace.filter((event) => event.kind === 'record.processed' && event.process === process).length;

const committedBefore = (run: Run, untilMs: number): number | undefined => {
  const event = run.trace.findLast(({ kind, atMs }) => kind === 'offsets.committed' && atMs <= untilMs);
  return event?.kind === 'offsets.committed' ? [...event.offsets.values()][0] : undefined;
};

const beginsAt = (run: Run, process: string, afterMs: number): number | undefined => {
  const event = run.trace.find(
    (each) => each.kind === 'position.changed' && each.process === process && each.atMs >= afterMs,
  );
  return event?.kind === 'position.changed' ? event.offset : undefined;
};

function rowsOf(takeover: Takeover, run: Run) {
  const { dying, partition, commit, records, perPoll, perRecordMs, intervalMs } = takeover;
  return [
    { label: `records in ${code(partition)}`, value: `${records}, all there before anybody reads` },
    { label: 'commits', value: commits[commit] },
    ...(commit === 'auto'
      ? [
          {
            label: code('auto.commit.interval.ms'),
            value: `${intervalMs}; the first interval begins with the assignment, and the first records come at once`,
          },
        ]
      : []),
    { label: code('max.poll.records'), value: `${perPoll}; each poll returns as many while there are any` },
    { label: 'handling a record takes', value: `${perRecordMs} ms` },
    { label: `handled by ${code(dying)} when it is killed`, value: many(handledBy(run, dying), 'record') },
  ];
}

const began = (committed: number | undefined): string =>
  committed === undefined
    ? `offset 0, as nothing was committed yet and ${code('auto.offset.reset')} is earliest`
    : `the committed offset, ${committed}`;

const autoRule = (takeover: Takeover): string =>
  takeover.commit === 'auto'
    ? ' Auto-commit happens inside a poll, the first one after the interval has passed, and covers what earlier polls returned.'
    : '';

export const repeatedAfterCrash: Draw = (random) => {
  const takeover = takeoverOf(random, ['record', 'batch', 'batch', 'auto', 'auto', 'before']);
  if (takeover === undefined) return undefined;
  const { group, partition, dying, next, scenario, perPoll, crashMs } = takeover;
  const run = perform(scenario);
  const handled = handledBy(run, dying);
  const committed = committedBefore(run, crashMs);
  const right = run.facts.records.moreThanOnce;
  return {
    question: `${code(dying)} of the group ${code(group)} reads ${code(partition)} from offset 0, and is killed while it handles a record. ${code(next)} takes over, and handles the rest. How many records are handled twice? The one that was begun and not finished does not count as handled.`,
    given: rowsOf(takeover, run),
    right: String(right),
    wrong: near(right, [handled % perPoll, 0, perPoll, handled, 1]).map(String),
    because: `${code(dying)} had handled offsets 0 to ${handled - 1}. ${code(next)} began at ${began(committed)}. That makes ${right} handled twice.${autoRule(takeover)}`,
    scenario,
    show: { from: 5000, to: crashMs + 14_000, at: crashMs + 9000 },
  };
};

export const lostAfterCrash: Draw = (random) => {
  const takeover = takeoverOf(random, ['before', 'before', 'before', 'batch', 'auto']);
  if (takeover === undefined) return undefined;
  const { group, partition, dying, next, scenario, perPoll, crashMs } = takeover;
  const run = perform(scenario);
  const handled = handledBy(run, dying);
  const committed = committedBefore(run, crashMs) ?? 0;
  const right = run.facts.records.never;
  return {
    question: `${code(dying)} of the group ${code(group)} reads ${code(partition)} from offset 0, and is killed while it handles a record. ${code(next)} takes over and handles all that it is given. How many records are never handled to the end by anybody?`,
    given: rowsOf(takeover, run),
    right: String(right),
    wrong: near(right, [perPoll - (handled % perPoll) - 1, 0, perPoll, handled % perPoll, 1]).map(String),
    because: `${code(dying)} had handled offsets 0 to ${handled - 1}, and the last commit was for offset ${committed}, where ${code(next)} began. ${
      right === 0
        ? 'Nothing was committed that was not handled, so that nothing is lost; some of it is handled again.'
        : `Offsets ${handled} to ${committed - 1} were committed and not handled: ${right}, the one in progress among them. That is at most once.`
    }${autoRule(takeover)}`,
    scenario,
    show: { from: 5000, to: crashMs + 14_000, at: crashMs + 9000 },
  };
};

export const newOwnerOffset: Draw = (random) => {
  const takeover = takeoverOf(random, ['record', 'batch', 'batch', 'auto', 'auto', 'before']);
  if (takeover === undefined) return undefined;
  const { group, partition, dying, next, scenario, perPoll, crashMs, records } = takeover;
  const run = perform(scenario);
  const handled = handledBy(run, dying);
  const right = beginsAt(run, next, crashMs);
  if (right === undefined) return undefined;
  return {
    question: `${code(dying)} of the group ${code(group)} reads ${code(partition)} from offset 0, and is killed while it handles a record. ${code('auto.offset.reset')} is earliest. Which offset is the first that ${code(next)}, the new owner, reads?`,
    given: rowsOf(takeover, run),
    right: String(right),
    wrong: near(right, [handled, right + 1, right + perPoll, Math.max(0, right - perPoll), records]).map(String),
    because: `${code(next)} began at ${began(committedBefore(run, crashMs))}. A committed offset is that of the next record to read. How far ${code(dying)} really came, offset ${handled - 1}, nobody else knows.${autoRule(takeover)}`,
    scenario,
    show: { from: 5000, to: crashMs + 14_000, at: crashMs + 9000 },
  };
};

export const firstOffset: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 1);
  const [topic = ''] = topics;
  const [consumer = ''] = consumers;
  const reset = random.pick(['latest', 'earliest']);
  const isReturning = random.chance(0.5);
  const early = random.integer(12, 60);
  const away = random.integer(5, 40);
  const during = random.integer(3, 20);
  const startMs = isReturning ? 30_000 : 20_000;
  const scenario: ScenarioInput = {
    for: ms(startMs + 16_000),
    brokers: 1,
    topics: { [topic]: 1 },
    groups: {
      [group]: {
        topics: [topic],
        assignor: 'range',
        config: { 'auto.offset.reset': reset },
        handler: { commit: 'batch' },
      },
    },
    consumers: { [consumer]: { group, ...(!isReturning && { start: ms(startMs) }) } },
    events: [
      // Who was there before has joined at 3 s.
      { at: isReturning ? '8s' : '2s', produce: topic, records: early },
      ...(isReturning ? [{ at: '15s', close: consumer } as const] : []),
      { at: '18s', produce: topic, records: away },
      ...(isReturning ? [{ at: ms(startMs), start: consumer } as const] : []),
      // It joins for 3 s.
      { at: ms(startMs + 1000), produce: topic, records: during },
      { at: ms(startMs + 10_000), produce: topic, records: 5 },
    ],
  };
  const run = perform(scenario);
  const first = run.trace.find((event) => event.kind === 'record.started' && event.atMs > startMs);
  if (first?.kind !== 'record.started') return undefined;
  const right = first.offset;
  const joined = startMs + 3000;
  return {
    question: `${
      isReturning
        ? `${code(consumer)}, alone in the group ${code(group)}, reads ${code(`${topic}-0`)} and commits after each poll. It closes, and is started again later.`
        : `${code(consumer)} is started for the first time, in the group ${code(group)}, which nobody ever used before.`
    } Its ${code('auto.offset.reset')} is ${reset}. What is the offset of the first record that it is given after its start at ${seconds(startMs)}?`,
    given: [
      { label: `written to ${code(`${topic}-0`)}, at ${isReturning ? '8 s' : '2 s'}`, value: many(early, 'record') },
      ...(isReturning
        ? [{ label: `${code(consumer)}, from 0 s to 15 s`, value: 'handles and commits all of them' }]
        : []),
      { label: 'written at 18 s', value: many(away, 'record') },
      {
        label: `written at ${seconds(startMs + 1000)}, while ${code(consumer)} waits for its first partitions`,
        value: many(during, 'record'),
      },
      { label: `${code(consumer)} has its partition`, value: `at ${seconds(joined)}` },
      { label: `written at ${seconds(startMs + 10_000)}`, value: '5 records' },
    ],
    right: String(right),
    wrong: near(right, [0, early, early + away, early + away + during, early - 1]).map(String),
    because: isReturning
      ? `Offset ${right}: the group has a committed offset, and ${code('auto.offset.reset')} is asked only where there is none. Nothing that was written meanwhile is skipped.`
      : reset === 'earliest'
        ? `Offset ${right}: without a committed offset the group begins where ${code('auto.offset.reset')} says, at the beginning of the log.`
        : `Offset ${right}: without a committed offset it begins at the end of the log, as it is when ${code(consumer)} has its partition and looks. The ${early + away + during} records before, those of the join among them, are never given to this group.`,
    scenario,
    show: { from: startMs - 1000, to: startMs + 15_000, at: startMs + 11_000 },
  };
};
