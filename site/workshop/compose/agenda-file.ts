// Floor 7. An agenda as a file, for another machine of the instructor or for a colleague: with its code words. Knows no page.
import * as v from 'valibot';
import { readRecord } from '../../storage/records.ts';
import { KEPT_AGENDA, type KeptAgenda } from '../../storage/workshop-records.ts';
import { readAgenda } from '../agenda/agenda.ts';

const format = 'rebalance-lab-agenda';
/** In bytes. The largest agenda that may be is far below. */
const sizeMax = 200_000;

export const agendaFileText = ({ agenda, words }: KeptAgenda): string =>
  `${JSON.stringify({ format, agenda, words }, null, 1)}\n`;

export type AgendaFile =
  | { readonly kind: 'agenda'; readonly kept: KeptAgenda }
  /** `why` is a whole sentence, or several. */
  | { readonly kind: 'refused'; readonly why: string };

const envelope = v.object({ format: v.literal(format), agenda: v.unknown(), words: v.optional(v.unknown()) });

/** @param id under which it will be kept; @param now in ms since the epoch */
export async function readAgendaFile(file: Blob, id: string, now: number): Promise<AgendaFile> {
  if (file.size > sizeMax) {
    const why = `It has ${Math.round(file.size / 1000).toLocaleString('en-US')} kB; an agenda that this site saved has a few.`;
    return { kind: 'refused', why };
  }
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch {
    return { kind: 'refused', why: 'It is not whole, or was not saved by this site: it is not JSON.' };
  }
  const parsed = v.safeParse(envelope, value);
  if (!parsed.success) {
    return { kind: 'refused', why: 'It is no agenda of this site. Choose one that "Save as a file" made.' };
  }
  const words = parsed.output.words ?? { all: '', exercises: {} };
  const reading = readAgenda(parsed.output.agenda);
  if (reading.kind === 'unreadable') return { kind: 'refused', why: reading.why };
  const record = readRecord(KEPT_AGENDA.schema, { version: 1, id, savedAt: now, agenda: reading.agenda, words });
  return record.kind === 'read'
    ? { kind: 'agenda', kept: record.record }
    : { kind: 'refused', why: 'Its code words are damaged. Remove "words" from the file, or ask for it again.' };
}
