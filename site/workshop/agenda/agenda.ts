// Floor 7. An agenda of a workshop: what it is made of, how large it may be, and how data from outside is held against that. Knows no
// page and no storage.
import * as v from 'valibot';

/** Raised whenever the shape changes; links and files of other versions are told apart by it. */
export const AGENDA_VERSION = 1;

/** What an agenda may hold. Far beyond any day that people sit through; keeps links short and pages drawn at once. */
export const agendaLimits = { nameLength: 80, items: 60, minutes: 600 } as const;

const line = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(80));
const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(agendaLimits.minutes));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

const lessonItem = v.object({ kind: v.literal('lesson'), slug, minutes });
/** `codeWordHash`: the word that opens this exercise alone, out of `codeWordHashOf`. */
const exerciseItem = v.object({ kind: v.literal('exercise'), slug, minutes, codeWordHash: v.exactOptional(hash) });
const breakItem = v.object({ kind: v.literal('break'), title: line(agendaLimits.nameLength), minutes });

export const agendaSchema = v.object({
  version: v.literal(AGENDA_VERSION),
  name: line(agendaLimits.nameLength),
  /** Time of day, `09:00`. Without one the agenda has lengths alone. */
  startsAt: v.exactOptional(v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))),
  items: v.pipe(
    v.array(v.variant('kind', [lessonItem, exerciseItem, breakItem])),
    v.maxLength(agendaLimits.items),
    v.readonly(),
  ),
  /** What attendees do not see until it is released. */
  heldBack: v.object({ solutions: v.boolean(), hints: v.boolean() }),
  /** Of the word that opens everything. Courtesy, not security: whoever reads the site's files finds all of it. */
  codeWordHash: v.exactOptional(hash),
});

export type Agenda = Readonly<v.InferOutput<typeof agendaSchema>>;
export type AgendaItem = Agenda['items'][number];
export type ExerciseItem = Extract<AgendaItem, { kind: 'exercise' }>;

export type AgendaReading =
  | { readonly kind: 'agenda'; readonly agenda: Agenda }
  /** `why` is a whole sentence, or several. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** @param value of a file or a link, as JSON gave it */
export function readAgenda(value: unknown): AgendaReading {
  const parsed = v.safeParse(agendaSchema, value);
  if (parsed.success) return { kind: 'agenda', agenda: parsed.output };
  const written = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof written === 'number' && written > AGENDA_VERSION) {
    const why =
      'It was made by a newer version of this site. Reload this page; if that does not help, ask for a newer copy of the site.';
    return { kind: 'unreadable', why };
  }
  if (typeof written === 'number' && written !== AGENDA_VERSION) {
    return {
      kind: 'unreadable',
      why: `It was made by another version of this site (${written}), which this one cannot read.`,
    };
  }
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  return { kind: 'unreadable', why: `It is damaged${place === null ? '' : ` at "${place}"`}: ${issue.message}.` };
}
