// Answers about partitions: who owned them when, who got others, how long nobody did. Floor 7; knows not how it was asked.
import { type Answer, type Answered, type AnswerSpan, momentIn, nobody, unknown, withNobody } from './answer.ts';
import type { RunFacts } from './run-facts.ts';

/** Partitions that somebody else got in the time that is shown. A cooperative group takes two rebalances for one move. */
export function changedHands({ owned, shown }: RunFacts): ReadonlySet<string> {
  const owners = new Map<string, string>();
  const changed = new Set<string>();
  for (const { partition, consumer, fromMs } of owned) {
    const before = owners.get(partition);
    const isShown = fromMs >= shown.fromMs && fromMs < shown.toMs;
    if (isShown && before !== undefined && before !== consumer) changed.add(partition);
    owners.set(partition, consumer);
  }
  return changed;
}

export function inGap(
  facts: RunFacts,
  number: string | undefined,
  partition: string,
  answer: (gap: RunFacts['gaps'][number]) => Answer,
  withoutGap: Answered,
): Answered {
  if (!facts.partitions.includes(partition)) return unknown('partition', partition, facts.partitions);
  const gaps = facts.gaps.filter((gap) => gap.partition === partition);
  const [first, second] = gaps;
  if (number) {
    const gap = gaps[Number(number) - 1];
    return gap === undefined
      ? { problem: `${partition} has ${gaps.length} gaps in the time that is shown` }
      : answer(gap);
  }
  if (second !== undefined) {
    return {
      problem: `${partition} has ${gaps.length} gaps in the time that is shown; write "gap 1 of ${partition}", or show less`,
    };
  }
  return first === undefined ? withoutGap : answer(first);
}

export function ownerAt(facts: RunFacts, [partition = '', at = '']: readonly string[]): Answered {
  if (!facts.partitions.includes(partition)) return unknown('partition', partition, facts.partitions);
  const atMs = momentIn(facts, at);
  if (typeof atMs !== 'number') return atMs;
  return { kind: 'name', value: ownersOf(facts, partition, atMs), among: withNobody(facts.consumers) };
}

function ownersOf(facts: RunFacts, partition: string, atMs: number): string {
  // Two at once: one of them has not heard yet that it lost the partition.
  const owners = facts.owned.filter((span) => span.partition === partition && isDuring(span, atMs));
  return owners.length === 0 ? nobody : owners.map(({ consumer }) => consumer).join(' and ');
}

export function ownedAt(facts: RunFacts, [consumer = '', at = '']: readonly string[]): Answered {
  if (!facts.consumers.includes(consumer)) return unknown('consumer', consumer, facts.consumers);
  const atMs = momentIn(facts, at);
  if (typeof atMs !== 'number') return atMs;
  const owned = new Set(
    facts.owned.filter((span) => span.consumer === consumer && isDuring(span, atMs)).map(({ partition }) => partition),
  );
  return { kind: 'list', items: facts.partitions.filter((partition) => owned.has(partition)) };
}

function isDuring({ fromMs, toMs }: AnswerSpan, atMs: number) {
  return fromMs <= atMs && (toMs === undefined || atMs < toMs);
}

/** Of all partitions at once: `orders-0=c1`. */
export function ownersAt(facts: RunFacts, [at = '']: readonly string[]): Answered {
  const atMs = momentIn(facts, at);
  if (typeof atMs !== 'number') return atMs;
  const items = facts.partitions.map((partition) => `${partition}=${ownersOf(facts, partition, atMs)}`);
  return { kind: 'list', items, moments: items.map(() => atMs) };
}
