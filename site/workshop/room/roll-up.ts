// Floor 7. The room at a glance, out of all hand-ins and of what came of running them. Pure; knows no page and no storage.
import type { ExerciseFacts } from '../exercise-facts.ts';
import { type ClaimedResult, type HandedInExercise, isSameVersion, type ShortResult } from '../hand-in/hand-in.ts';
import { differenceOf } from './difference.ts';
import { answerId, type Judged, type Received } from './room-records.ts';

/** How one person stands in one exercise. Of several hand-ins the latest counts. */
export interface Standing {
  readonly slug: string;
  /** What the page goes by: the run in this room where there is one of the latest answer, else the claim. */
  readonly shown: ShortResult | undefined;
  readonly claim: ClaimedResult | undefined;
  readonly judged: Judged | undefined;
  /** The latest answer. `undefined`: only progress was handed in. */
  readonly source: string | undefined;
  /** How the claim and the run in this room differ, as a sentence. */
  readonly difference: string | undefined;
  /** Handed in for another version of the exercise than this site has. */
  readonly isOtherVersion: boolean;
  /** The first rule that fails, in the order of the brief. */
  readonly stuckOn: { readonly rule: string; readonly message: string } | undefined;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Ids that are shown under this one, on somebody's word. */
  readonly merged: readonly string[];
  readonly handInCount: number;
  /** When the latest was made, by the attendee's clock. */
  readonly lastAt: number;
  readonly standings: ReadonlyMap<string, Standing>;
  /** Others of the same name. */
  readonly namesakes: readonly string[];
}

export interface Failure {
  readonly slug: string;
  readonly rule: string;
  readonly people: readonly string[];
  /** The most frequent first. */
  readonly messages: readonly { readonly message: string; readonly count: number }[];
}

export interface RollUp {
  readonly people: readonly Person[];
  /** Slugs that occur, in the order of the course; those that this site does not have come last. */
  readonly columns: readonly string[];
  /** The most frequent first. */
  readonly failures: readonly Failure[];
  /** Who has something open, those first who have come the least far. */
  readonly needHelp: readonly { readonly person: Person; readonly standing: Standing }[];
  /** Answers that were not run here yet. */
  readonly toJudge: readonly { readonly person: string; readonly slug: string; readonly source: string }[];
}

export interface RoomContents {
  readonly received: readonly Received[];
  readonly judged: ReadonlyMap<string, Judged>;
  readonly merged: Readonly<Record<string, string>>;
}

export function rollUp(room: RoomContents, exercises: readonly ExerciseFacts[]): RollUp {
  const people = peopleOf(room, exercises);
  const order = new Map(exercises.map(({ slug }, index) => [slug, index]));
  const placeOf = (slug: string): number => order.get(slug) ?? order.size;
  const columns = [...new Set(people.flatMap(({ standings }) => [...standings.keys()]))].sort(
    (a, b) => placeOf(a) - placeOf(b) || a.localeCompare(b),
  );
  const standingsOf = ({ standings }: Person) => columns.flatMap((slug) => standings.get(slug) ?? []);
  return {
    people,
    columns,
    failures: failuresOf(people, columns),
    needHelp: people
      .flatMap((person) => {
        const open = standingsOf(person).find(({ shown }) => shown?.passed !== true);
        return open === undefined ? [] : [{ person, standing: open }];
      })
      .sort((a, b) => comeSoFar(a.person) - comeSoFar(b.person) || a.person.lastAt - b.person.lastAt),
    toJudge: people.flatMap((person) =>
      standingsOf(person).flatMap(({ slug, source, judged }) =>
        source === undefined || judged !== undefined || !order.has(slug) ? [] : [{ person: person.name, slug, source }],
      ),
    ),
  };
}

/** Exercises passed, and of the others the share of rules that hold. */
function comeSoFar({ standings }: Person): number {
  return [...standings.values()].reduce((sum, { shown }) => {
    if (shown === undefined) return sum;
    return sum + (shown.passed ? 1 : (0.99 * shown.passedRules.length) / shown.rules);
  }, 0);
}

function peopleOf({ received, judged, merged }: RoomContents, exercises: readonly ExerciseFacts[]): readonly Person[] {
  const versions = new Map(exercises.map(({ slug, version }) => [slug, version]));
  const byPerson = grouped(received, ({ handIn }) => shownAs(handIn.attendeeId, merged));
  const people = [...byPerson].map(([id, all]): Omit<Person, 'namesakes'> => {
    const inOrder = all.toSorted((a, b) => a.handIn.at - b.handIn.at || a.receivedAt - b.receivedAt);
    const own = inOrder.findLast(({ handIn }) => handIn.attendeeId === id) ?? inOrder.at(-1);
    const slugs = new Set(inOrder.flatMap(({ handIn }) => handIn.exercises.map(({ slug }) => slug)));
    const standings = [...slugs].map((slug): [string, Standing] => {
      const entries = inOrder.flatMap(({ handIn }) => handIn.exercises.filter((each) => each.slug === slug));
      return [slug, standingOf(slug, entries, versions.get(slug), judged)];
    });
    return {
      id,
      name: own?.handIn.attendee ?? '',
      merged: [...new Set(inOrder.map(({ handIn }) => handIn.attendeeId))].filter((each) => each !== id),
      handInCount: inOrder.length,
      lastAt: inOrder.at(-1)?.handIn.at ?? 0,
      standings: new Map(standings),
    };
  });
  return people
    .map((person) => ({
      ...person,
      namesakes: people
        .filter(({ id, name }) => id !== person.id && byName.compare(name, person.name) === 0)
        .map(({ id }) => id),
    }))
    .sort((a, b) => byName.compare(a.name, b.name) || a.id.localeCompare(b.id));
}

/** As people see it: `Ada` and `ada` are one name. */
const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Follows what was merged into what; a circle, which no click makes, ends where it began. */
function shownAs(id: string, merged: Readonly<Record<string, string>>): string {
  const seen = new Set<string>();
  let at = id;
  while (!seen.has(at)) {
    seen.add(at);
    at = (Object.hasOwn(merged, at) ? merged[at] : undefined) ?? at;
  }
  return at;
}

/** @param entries of one person and one exercise, the latest last */
function standingOf(
  slug: string,
  entries: readonly HandedInExercise[],
  version: string | undefined,
  allJudged: ReadonlyMap<string, Judged>,
): Standing {
  const withSource = entries.findLast(({ source }) => source !== undefined);
  const withClaim = entries.findLast(({ result }) => result !== undefined);
  const source = withSource?.source;
  const claim = withClaim?.result;
  const judged =
    source === undefined || version === undefined ? undefined : allJudged.get(answerId(slug, version, source));
  const latest = entries.at(-1);
  const isOtherVersion =
    version === undefined || (latest !== undefined && !isSameVersion(latest.exerciseVersion, version));
  // Progress that came after the last answer is about another answer.
  const shown = latest === withSource ? (judged?.result ?? claim) : (claim ?? judged?.result);
  const isAboutSameAnswer = withSource === withClaim && claim?.isCurrent === true && !isOtherVersion;
  return {
    slug,
    shown,
    claim,
    judged,
    source,
    difference: judged && claim && isAboutSameAnswer ? differenceOf(claim, judged.result) : undefined,
    isOtherVersion,
    stuckOn: shown?.failedRules.toSorted((a, b) => numberOf(a.rule) - numberOf(b.rule))[0],
  };
}

const numberOf = (rule: string): number => Number(rule.slice(1));

function failuresOf(people: readonly Person[], columns: readonly string[]): readonly Failure[] {
  const all = people.flatMap(({ name, standings }) =>
    [...standings.values()].flatMap(({ slug, shown }) =>
      (shown?.failedRules ?? []).map(({ rule, message }) => ({ name, slug, rule, message })),
    ),
  );
  return [...grouped(all, ({ slug, rule }) => `${slug} ${rule}`).values()]
    .flatMap((group): readonly Failure[] => {
      const [first] = group;
      if (first === undefined) return [];
      const messages = [...grouped(group, ({ message }) => message)]
        .filter(([message]) => message !== '')
        .map(([message, { length: count }]) => ({ message, count }))
        .sort((a, b) => b.count - a.count || a.message.localeCompare(b.message));
      return [{ slug: first.slug, rule: first.rule, people: group.map(({ name }) => name), messages }];
    })
    .sort(
      (a, b) =>
        b.people.length - a.people.length ||
        columns.indexOf(a.slug) - columns.indexOf(b.slug) ||
        numberOf(a.rule) - numberOf(b.rule),
    );
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key) ?? [];
    group.push(one);
    groups.set(key, group);
  }
  return groups;
}
