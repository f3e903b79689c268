// Floor 6. What must hold of a run, rule by rule: read from the callbacks that came back, the calls that reached the store, and the consumers
// that were closed. Each check gives the first breach of its rule, or nothing.
import type { TopicPartition } from 'kafka';
import { describeError } from 'simulator';
import type { RunProblem, StoreEvent } from 'testkit';
import type { AppGroup, CallbackNote } from './app-group';

export type Rule = 'open' | 'sense' | 'revoked' | 'lost' | 'closed';

/** What was wrong, without the cluster in which it was. */
type Finding = Omit<RunProblem, 'cluster'>;

export function problemOf(rule: Rule, group: AppGroup): RunProblem | undefined {
  const finding = checks[rule](group);
  return finding && { cluster: group.cluster, ...finding };
}

/** Rule 5 at a partition that cannot be opened `failures` times in a row, each time that it is assigned. */
export function problemOfAttempts(
  group: AppGroup,
  partition: TopicPartition,
  failures: number,
): RunProblem | undefined {
  for (const note of group.callbacks) {
    if (note.callback !== 'onPartitionsAssigned' || !note.partitions.includes(partition)) continue;
    const finding = findingOfAttempts(note, partition, failures);
    if (finding !== undefined) return { cluster: group.cluster, ...finding };
  }
  return undefined;
}

const attemptsMost = 3;
const pauseMs = 100;

const checks: Readonly<Record<Rule, (group: AppGroup) => Finding | undefined>> = {
  open: ({ callbacks }) =>
    first(callbacks, (note) => {
      // What could not be opened is rule 5's.
      if (note.hasThrown) return undefined;
      const shut = note.owned.find((partition) => !note.open.includes(partition));
      if (shut !== undefined)
        return `${cameBack(note)} ${note.process} owns ${listOf(note.owned)} then, but ${nameOf(shut)} is not open. Open is ${listOf(note.open)}.${callsOf(note)}`;
      const left = note.open.find((partition) => !note.owned.includes(partition));
      if (left !== undefined)
        return `${cameBack(note)} ${note.process} owns ${listOf(note.owned)} then, but ${nameOf(left)} is open as well.${callsOf(note)}`;
      return undefined;
    }),

  sense: ({ store }) => {
    const [misuse] = store.misuses;
    if (misuse === undefined) return undefined;
    const before = store.events
      .slice(0, store.events.indexOf(misuse))
      .filter((event) => event.process === misuse.process && nameOf(event) === nameOf(misuse));
    const story = before.length === 0 ? 'It had done nothing with it before.' : `Before that:${linesOf(before)}`;
    return {
      atMs: misuse.atMs,
      says: `${misuse.process} called ${misuse.call}(${nameOf(misuse)}), which took effect at ${inMs(misuse.atMs)}, but ${misuse.misuse}. ${story}`,
    };
  },

  revoked: ({ callbacks }) =>
    first(callbacks, (note) => {
      if (note.callback !== 'onPartitionsRevoked') return undefined;
      const others = note.calls.find((event) => event.call === 'close' && !isNamed(note, event));
      if (others !== undefined)
        return `${cameBack(note)} It closed ${nameOf(others)} as well, which stays with ${note.process}.${callsOf(note)}`;
      for (const partition of note.partitions) {
        const calls = note.calls.filter((event) => nameOf(event) === nameOf(partition)).map(({ call }) => call);
        const [ending] = calls;
        if (ending === 'flush') continue;
        if (calls.length === 0 && hasFailedToOpen(callbacks, note, partition)) continue;
        const what = calls.includes('flush') ? 'was closed before it was flushed' : 'was not flushed by then';
        return `${cameBack(note)} ${nameOf(partition)} ${what}. Whoever opens it next goes on without what was changed since the last flush.${callsOf(note)}`;
      }
      return undefined;
    }),

  lost: ({ callbacks }) =>
    first(callbacks, (note) => {
      if (note.callback !== 'onPartitionsLost') return undefined;
      const flushed = note.calls.find((event) => event.call === 'flush' && isNamed(note, event));
      if (flushed !== undefined)
        return `${cameBack(note)} It flushed ${nameOf(flushed)} at ${inMs(flushed.atMs)}. Its next owner has had that state open for long, and what was flushed now overwrites it.${callsOf(note)}`;
      const open = note.partitions.find((partition) => note.open.includes(partition));
      if (open !== undefined) return `${cameBack(note)} ${nameOf(open)} is still open.${callsOf(note)}`;
      return undefined;
    }),

  closed: ({ closes }) => {
    const note = closes.find(({ open }) => open.length > 0);
    return (
      note && {
        atMs: note.atMs,
        says: `${note.process} had closed its consumer at ${inMs(note.atMs)}, and this was still open: ${listOf(note.open)}. Nobody will ever close it: what the store had locked for it stays locked.`,
      }
    );
  },
};

function findingOfAttempts(note: CallbackNote, partition: TopicPartition, failures: number): Finding | undefined {
  const { atMs, partitions, open, hasThrown, error } = note;
  const attempts = note.calls.filter(({ call, ...event }) => call === 'open' && nameOf(event) === nameOf(partition));
  const due = Math.min(failures + 1, attemptsMost);
  const told = `${cameBack(note)} ${nameOf(partition)} could not be opened ${failures === Infinity ? 'at all' : failures === 1 ? 'with the first attempt' : `with the first ${failures} attempts`}.`;
  const bad = (says: string): Finding => ({ atMs, says: `${told} ${says}${callsOf({ ...note, calls: attempts })}` });
  if (attempts.length !== due)
    return bad(`There should be ${due} attempts, ${attemptsMost} at most, and there were ${attempts.length}.`);
  for (const [index, attempt] of attempts.entries()) {
    const before = attempts[index - 1];
    if (before !== undefined && attempt.atMs - before.atMs < pauseMs)
      return bad(
        `Attempts are at least ${pauseMs} ms apart, and attempt ${index + 1} came ${attempt.atMs - before.atMs} ms after the one before.`,
      );
  }
  const shut = partitions.find((each) => each !== partition && !open.includes(each));
  if (shut !== undefined)
    return bad(`${nameOf(shut)} is not open either, though it can be opened with the third attempt.`);
  if (failures < attemptsMost) {
    if (hasThrown) return bad('The last attempt went well, so there is nothing to throw, but the callback threw.');
    return open.includes(partition) ? undefined : bad('It has to be open in the end.');
  }
  if (!hasThrown) return bad('The callback has to throw then: nobody would know that the state is missing.');
  const isOfStore = error instanceof Error && error.message.includes(`${nameOf(partition)} could not be opened`);
  return isOfStore ? undefined : bad('What the callback throws is the error of the store.');
}

function first(
  callbacks: readonly CallbackNote[],
  check: (note: CallbackNote) => string | undefined,
): Finding | undefined {
  for (const note of callbacks) {
    const says = check(note);
    if (says !== undefined) return { atMs: note.atMs, says };
  }
  return undefined;
}

/** When it was assigned to this process last. */
function hasFailedToOpen(
  callbacks: readonly CallbackNote[],
  { process, atMs }: CallbackNote,
  partition: TopicPartition,
): boolean {
  const assigned = callbacks.findLast(
    (note) =>
      note.process === process &&
      note.atMs <= atMs &&
      note.callback === 'onPartitionsAssigned' &&
      note.partitions.includes(partition),
  );
  return assigned?.hasThrown === true && !assigned.open.includes(partition);
}

function isNamed({ partitions }: CallbackNote, event: StoreEvent): boolean {
  return partitions.some((partition) => nameOf(partition) === nameOf(event));
}

function cameBack({ process, callback, partitions, atMs, hasThrown, error }: CallbackNote): string {
  const list = partitions.map(nameOf).join(', ');
  if (!hasThrown) return `${callback}(${list}) of ${process} came back at ${inMs(atMs)}.`;
  const threw = describeError(error);
  return `${callback}(${list}) of ${process} threw at ${inMs(atMs)}: ${threw}${/[.?!]$/.test(threw) ? '' : '.'}`;
}

function callsOf({ calls, process }: CallbackNote): string {
  return calls.length === 0
    ? ` ${process} called nothing of the store meanwhile.`
    : ` What reached the store meanwhile:${linesOf(calls)}`;
}

/** At most twelve, the last ones. */
function linesOf(events: readonly StoreEvent[]): string {
  const lines = events.slice(-12).map((event) => {
    const outcome = event.hasFailed ? ', which failed' : '';
    return `\n  ${inMs(event.atMs)}  ${event.call}(${nameOf(event)})${outcome}`;
  });
  return `${events.length > 12 ? '\n  ...' : ''}${lines.join('')}`;
}

function listOf(partitions: readonly TopicPartition[]): string {
  return partitions.length === 0 ? 'nothing' : partitions.map(nameOf).join(', ');
}

function nameOf({ topic, partition }: { readonly topic: string; readonly partition: number }): string {
  return `${topic}-${partition}`;
}

function inMs(ms: number): string {
  return `${ms.toLocaleString('en-US')} ms`;
}
