// What a mock interview asks: drawn by seed out of the deck, the computed questions and the exercises. Knows no page, store or clock.
import { RandomStream } from 'simulator';
import type { MockStep } from '../../storage/mock-interview.ts';
import type { Deck, TalkFacts } from '../deck.ts';
import { tasksFor } from './coding.ts';

export const lengths = [30, 45, 60] as const;
export type Minutes = (typeof lengths)[number];

/** How many of each kind. The rest of the time is for the coding exercise. */
const counts: Readonly<Record<Minutes, { readonly talks: number; readonly computed: number }>> = {
  30: { talks: 3, computed: 3 },
  45: { talks: 5, computed: 4 },
  60: { talks: 7, computed: 5 },
};

export interface PlanFrom {
  readonly deck: Deck;
  readonly families: readonly { readonly id: string; readonly lesson: string }[];
  /** Those of them whose run can be asked about once more, with something changed. */
  readonly twistable: readonly string[];
  /** Talk cards and families of earlier interviews: asked again only when there are no others. */
  readonly asked: ReadonlySet<string>;
  /** Exercises that were given in earlier interviews, likewise. */
  readonly given: ReadonlySet<string>;
}

/** Talk questions, then what is computed with its twist, then code, then one more to talk about. */
export function planOf(minutes: Minutes, seed: string, from: PlanFrom): readonly MockStep[] {
  const random = new RandomStream(`mock interview ${seed}`);
  const { talks, computed } = counts[minutes];
  const topicOf = topicsByLesson(from.deck);
  const cards = spread(random, from.deck.talks, talks, ({ id, lesson }) => [id, topicOf(lesson)], from.asked).sort(
    (a, b) => rank(a) - rank(b),
  );
  const families = spread(random, from.families, computed, ({ id, lesson }) => [id, topicOf(lesson)], from.asked);
  const twisted = preferred(
    random,
    from.families.filter(({ id }) => from.twistable.includes(id)),
    ({ id }) => id,
    from.asked,
  )[0];
  const talkSteps = cards.map(({ id }): MockStep => ({ kind: 'talk', card: id }));
  const computedSteps = families
    .filter(({ id }) => id !== twisted?.id)
    .slice(0, twisted === undefined ? computed : computed - 1)
    .map(({ id }): MockStep => ({ kind: 'computed', family: id, seed: random.integer(1, 1_000_000), isTwist: false }));
  const twistSteps =
    twisted === undefined
      ? []
      : withTwist({ kind: 'computed', family: twisted.id, seed: random.integer(1, 1_000_000) });
  const task = preferred(random, tasksFor(minutes), ({ slug }) => slug, from.given)[0];
  const coding: readonly MockStep[] =
    task === undefined ? [] : [{ kind: 'coding', slug: task.slug, chance: `interview ${seed}`, twist: task.twist }];
  return [...talkSteps.slice(0, -1), ...computedSteps, ...twistSteps, ...coding, ...talkSteps.slice(-1)];
}

const withTwist = (step: Omit<Extract<MockStep, { readonly kind: 'computed' }>, 'isTwist'>): readonly MockStep[] => [
  { ...step, isTwist: false },
  { ...step, isTwist: true },
];

/** The hardest question comes last. */
const rank = ({ difficulty }: TalkFacts): number => ['mid', 'senior', 'staff'].indexOf(difficulty);

function topicsByLesson({ topics }: Deck): (lesson: string) => string {
  const titles = new Map(topics.flatMap(({ title, lessons }) => lessons.map(({ slug }) => [slug, title] as const)));
  return (lesson) => titles.get(lesson) ?? '';
}

/** So many, from as many topics as there are, those that were not asked before first. */
function spread<T>(
  random: RandomStream,
  all: readonly T[],
  count: number,
  namesOf: (item: T) => readonly [id: string, topic: string],
  asked: ReadonlySet<string>,
): T[] {
  const left = preferred(random, all, (item) => namesOf(item)[0], asked);
  const chosen: T[] = [];
  const uses = new Map<string, number>();
  while (chosen.length < count && left.length > 0) {
    const least = Math.min(...left.map((item) => uses.get(namesOf(item)[1]) ?? 0));
    const at = left.findIndex((item) => (uses.get(namesOf(item)[1]) ?? 0) === least);
    const [item] = left.splice(at, 1);
    if (item === undefined) break;
    const topic = namesOf(item)[1];
    uses.set(topic, (uses.get(topic) ?? 0) + 1);
    chosen.push(item);
  }
  return chosen;
}

/** In an order of chance; those of `last` at the end. */
function preferred<T>(
  random: RandomStream,
  all: readonly T[],
  idOf: (item: T) => string,
  last: ReadonlySet<string>,
): T[] {
  const drawn = all.map((item) => ({ item, order: random.next() + (last.has(idOf(item)) ? 1 : 0) }));
  return drawn.sort((a, b) => a.order - b.order).map(({ item }) => item);
}
