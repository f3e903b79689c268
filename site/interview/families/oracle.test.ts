// What is known of Kafka without a run, held against what the run gave: rules and arithmetic that are written down here once more.
import { describe, expect, it } from 'vitest';
import { computeQuestion } from './compute.ts';
import type { FamilyId } from './families.ts';
import type { ComputedQuestion } from './question.ts';

interface Written {
  readonly topics: Readonly<Record<string, number>>;
  readonly brokers?: { readonly config: Readonly<Record<string, number>> };
  readonly groups: Readonly<
    Record<string, { readonly assignor: string; readonly config?: Readonly<Record<string, number>> }>
  >;
  readonly consumers: Readonly<Record<string, { readonly start?: string; readonly topics?: readonly string[] }>>;
  readonly events?: readonly Readonly<Record<string, string>>[];
}

const seeds = Array.from({ length: 12 }, (_, index) => index + 100);
const questionsOf = (id: FamilyId): readonly ComputedQuestion[] => seeds.map((seed) => computeQuestion(id, seed));
const rightOf = ({ options, rightIndex }: ComputedQuestion): string => (options[rightIndex] ?? '').replaceAll('`', '');
const writtenIn = ({ scenario }: ComputedQuestion): Written => scenario as unknown as Written;
const msOf = (text = '0ms'): number => Number(text.replace('ms', ''));

/** Partition numbers of one topic by member: the first members take one more. */
function ranged(partitions: number, members: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const share = Math.floor(partitions / members.length);
  const extra = partitions % members.length;
  let next = 0;
  return new Map(
    members.map((member, index) => {
      const count = share + (index < extra ? 1 : 0);
      next += count;
      return [member, Array.from({ length: count }, (_, at) => next - count + at)];
    }),
  );
}

function asked({ question }: ComputedQuestion, pattern: RegExp): readonly string[] {
  const match = pattern.exec(question);
  if (match === null) throw new Error(`"${question}" does not match ${pattern}.`);
  return match.slice(1);
}

describe('the run agrees with', () => {
  it('the arithmetic of range, after a crash', () => {
    for (const question of questionsOf('owner-after-crash')) {
      const { topics, consumers, events } = writtenIn(question);
      const [topic = '', number] = asked(question, /Who owns `(\w+)-(\d+)`\?$/);
      const left = Object.keys(consumers).filter((consumer) => consumer !== events?.[0]?.crash);
      const owners = [...ranged(topics[topic] ?? 0, left)];
      expect(rightOf(question)).toBe(owners.find(([, numbers]) => numbers.includes(Number(number)))?.[0]);
    }
  });

  it('the arithmetic of range, over several topics', () => {
    for (const question of questionsOf('range-skew')) {
      const { topics, consumers } = writtenIn(question);
      const [consumer = ''] = asked(question, /does `(\w+)` own/);
      const counts = Object.values(topics).map(
        (size) => ranged(size, Object.keys(consumers)).get(consumer)?.length ?? 0,
      );
      expect(rightOf(question)).toBe(String(counts.reduce((sum, count) => sum + count, 0)));
    }
  });

  it('dealing in a circle, with equal subscriptions', () => {
    for (const question of questionsOf('round-robin-owner')) {
      const { topics, consumers } = writtenIn(question);
      const [partition] = asked(question, /Who owns `([\w-]+)`\?$/);
      const line = Object.keys(topics)
        .sort()
        .flatMap((topic) => Array.from({ length: topics[topic] ?? 0 }, (_, number) => `${topic}-${number}`));
      const names = Object.keys(consumers);
      expect(rightOf(question)).toBe(names[line.indexOf(partition ?? '') % names.length]);
    }
  });

  it('the rule of eager groups: all partitions stop', () => {
    for (const question of questionsOf('stopped-by-join')) {
      const { topics, groups, consumers } = writtenIn(question);
      const [total = 0] = Object.values(topics);
      const [{ assignor } = { assignor: '' }] = Object.values(groups);
      const most = Math.floor(total / Object.keys(consumers).length);
      // A cooperative newcomer gets its share, and nobody else gives up anything.
      expect(rightOf(question)).toBe(String(assignor === 'cooperative-sticky' ? most : total));
    }
  });

  it('the rule of the initial delay', () => {
    for (const question of questionsOf('initial-delay')) {
      const { brokers, consumers } = writtenIn(question);
      const delay = brokers?.config['group.initial.rebalance.delay.ms'] ?? 0;
      const starts = Object.values(consumers).map(({ start }) => msOf(start));
      let end = delay;
      while (starts.some((start) => start > 0 && start > end - delay && start < end)) end += delay;
      expect(rightOf(question)).toBe(`at ${end / 1000} s`);
    }
  });

  it('the session timeout: its time from the last heartbeat on, and none for who says goodbye', () => {
    for (const question of questionsOf('gone-noticed')) {
      const { groups, events } = writtenIn(question);
      const [event = {}] = events ?? [];
      const [{ config } = {}] = Object.values(groups);
      // All joined at 6 s, and have sent a heartbeat every 3 s since.
      const heartbeat = Math.floor(msOf(event.at) / 3000) * 3000;
      const noticed = event.close === undefined ? heartbeat + (config?.['session.timeout.ms'] ?? 0) : msOf(event.at);
      expect(rightOf(question)).toBe(`at ${noticed / 1000} s`);
    }
  });

  it('counting leaves and joins, in a deployment', () => {
    for (const question of questionsOf('rolling-deploy')) {
      const { consumers, groups, events = [] } = writtenIn(question);
      const [{ config } = {}] = Object.values(groups);
      const [gone = {}, back = {}] = events;
      const isWithin = msOf(back.at) - msOf(gone.at) < (config?.['session.timeout.ms'] ?? 0);
      const isStatic = question.question.includes('comes back with it');
      const each = isStatic ? 0 : gone.close === undefined && isWithin ? 1 : 2;
      expect(rightOf(question)).toBe(String(each * Object.keys(consumers).length));
    }
  });

  it('subtracting offsets, in what the tool shows', () => {
    for (const question of questionsOf('lag-shown')) {
      const numberAt = (label: string): number => Number(question.given.find((row) => row.label === label)?.value);
      const lag = numberAt('log end offset') - numberAt('committed offset');
      expect(rightOf(question)).toBe(Number.isNaN(lag) ? 'a dash, -' : String(lag));
    }
  });
});
