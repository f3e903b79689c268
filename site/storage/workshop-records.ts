// What is kept of workshops: the agendas that an instructor composes, and the workshop that an attendee is in. Floor 7; knows no page.
import * as v from 'valibot';
import { agendaLimits, agendaSchema } from '../workshop/agenda/agenda.ts';
import { RECORD_VERSION, type RecordKind } from './records.ts';

const version = v.literal(RECORD_VERSION);
const time = v.pipe(v.number(), v.finite());
const word = v.pipe(v.string(), v.maxLength(agendaLimits.nameLength));

const keptAgendaSchema = v.object({
  version,
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  savedAt: time,
  /** Without hashes of code words; `toShare` adds them. */
  agenda: agendaSchema,
  /** Code words as the instructor chose them: of everything, and by exercise. */
  words: v.object({ all: word, exercises: v.record(v.string(), word) }),
});

const attendingSchema = v.object({
  version,
  joinedAt: time,
  agenda: agendaSchema,
  /** What code words have opened so far. */
  released: v.object({ all: v.boolean(), exercises: v.array(v.string()) }),
});

export type KeptAgenda = Readonly<v.InferOutput<typeof keptAgendaSchema>>;
export type Attending = Readonly<v.InferOutput<typeof attendingSchema>>;

export const KEPT_AGENDA: RecordKind<KeptAgenda> = { key: (id) => `agenda/${id}`, schema: keptAgendaSchema };
/** There is one at most. */
export const ATTENDING: RecordKind<Attending> = { key: () => 'workshop/attending', schema: attendingSchema };

/** What either has had released counts. Of two workshops the one here stays: a link brings the other back. */
export function mergeAttending(mine: Attending, theirs: Attending): Attending {
  if (JSON.stringify(mine.agenda) !== JSON.stringify(theirs.agenda)) return mine;
  return {
    ...mine,
    joinedAt: Math.min(mine.joinedAt, theirs.joinedAt),
    released: {
      all: mine.released.all || theirs.released.all,
      exercises: [...new Set([...mine.released.exercises, ...theirs.released.exercises])],
    },
  };
}
