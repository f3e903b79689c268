// What a finished interview comes to: by topic, with what to study next. Knows no page and no store.
import type { MockAnswer, MockInterview, MockStep } from '../../storage/mock-interview.ts';
import type { Deck } from '../deck.ts';

export interface ReportLine {
  readonly what: string;
  readonly how: string;
  readonly state: 'good' | 'fair' | 'poor' | 'open';
  /** What the candidate typed to a talk question. */
  readonly said: string;
  readonly tookMs: number | undefined;
}

export interface ReportTopic {
  readonly title: string;
  readonly lines: readonly ReportLine[];
}

/** `address` is from the site's root. */
export interface StudyNext {
  readonly address: string;
  readonly title: string;
  readonly why: string;
}

export interface Report {
  readonly topics: readonly ReportTopic[];
  readonly study: readonly StudyNext[];
}

/** What the report calls things by, besides the deck. */
export interface ReportNames {
  readonly deck: Deck;
  readonly families: readonly { readonly id: string; readonly title: string; readonly lesson: string }[];
  readonly exercises: ReadonlyMap<string, { readonly title: string; readonly lesson: string }>;
}

export function reportOf({ steps, answers }: MockInterview, names: ReportNames): Report {
  const lessons = new Map(
    names.deck.topics.flatMap(({ title, lessons }) =>
      lessons.map((lesson) => [lesson.slug, { ...lesson, topic: title }]),
    ),
  );
  const topics = new Map<string, ReportLine[]>();
  const study = new Map<string, StudyNext>();
  const repeat = (next: StudyNext): void => {
    if (!study.has(next.address)) study.set(next.address, next);
  };
  for (const [at, step] of steps.entries()) {
    const answer = answers[at];
    const { what, lesson: slug } = namesOf(step, names);
    const line: ReportLine = { what, ...verdictOf(step, answer), said: answer?.text ?? '', tookMs: answer?.tookMs };
    const lesson = lessons.get(slug);
    const topic = lesson?.topic ?? 'No longer in the course';
    topics.set(topic, [...(topics.get(topic) ?? []), line]);
    if (line.state === 'good') continue;
    if (step.kind === 'coding') repeat({ address: `exercises/${step.slug}/`, title: what, why: line.how });
    else if (lesson !== undefined) repeat({ address: `lessons/${slug}/`, title: lesson.title, why: what });
  }
  const order = [...names.deck.topics.map(({ title }) => title), 'No longer in the course'];
  return {
    topics: order.flatMap((title) => {
      const lines = topics.get(title);
      return lines === undefined ? [] : [{ title, lines }];
    }),
    study: [...study.values()],
  };
}

function namesOf(step: MockStep, { deck, families, exercises }: ReportNames): { what: string; lesson: string } {
  switch (step.kind) {
    case 'talk': {
      const card = deck.talks.find(({ id }) => id === step.card);
      return { what: card?.question ?? step.card, lesson: card?.lesson ?? '' };
    }
    case 'computed': {
      const family = families.find(({ id }) => id === step.family);
      const title = family?.title ?? step.family;
      return { what: step.isTwist ? `${title}, with a twist` : title, lesson: family?.lesson ?? '' };
    }
    case 'coding': {
      const exercise = exercises.get(step.slug);
      return { what: exercise?.title ?? step.slug, lesson: exercise?.lesson ?? '' };
    }
  }
}

const marks = { weak: 'poor', adequate: 'fair', strong: 'good' } as const;

function verdictOf(step: MockStep, answer: MockAnswer | undefined): Pick<ReportLine, 'how' | 'state'> {
  if (step.kind === 'coding') {
    const { rules = [], held = [] } = answer ?? {};
    if (rules.length === 0) return { how: 'not run', state: 'open' };
    const how = `${held.length} of ${rules.length} rules hold`;
    return { how, state: held.length === rules.length ? 'good' : held.length * 2 >= rules.length ? 'fair' : 'poor' };
  }
  if (answer?.mark !== undefined) return { how: answer.mark, state: marks[answer.mark] };
  if (answer?.isRight !== undefined) {
    return answer.isRight ? { how: 'right', state: 'good' } : { how: 'wrong', state: 'poor' };
  }
  // Typed, or said aloud and held against the model answer.
  const isGiven = answer?.isShown === true || (answer?.text ?? '') !== '';
  return { how: isGiven ? 'not marked' : 'not answered', state: 'open' };
}
