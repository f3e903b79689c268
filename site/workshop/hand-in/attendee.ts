// Floor 7. Who hands in from this browser: a chosen name, and an id that tells two people of one name apart.
import * as v from 'valibot';
import { loadQuietly } from '../../storage/quiet-record.ts';
import { RECORD_VERSION, type RecordKind } from '../../storage/records.ts';
import type { Store } from '../../storage/store.ts';

const attendeeSchema = v.object({
  version: v.literal(RECORD_VERSION),
  attendeeId: v.pipe(v.string(), v.regex(/^[a-z0-9]{6,32}$/)),
  name: v.string(),
});

export type Attendee = Readonly<v.InferOutput<typeof attendeeSchema>>;

export const ATTENDEE: RecordKind<Attendee> = { key: () => 'workshop/attendee', schema: attendeeSchema };

export async function loadAttendee(store: Store): Promise<Attendee> {
  return (await loadQuietly(store, ATTENDEE)) ?? { version: RECORD_VERSION, attendeeId: drawId(), name: '' };
}

/** Short, since it stands in QR codes. Among a hundred people one in some 10^10 draws two alike. */
function drawId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36).padStart(7, '0')).join('');
}
