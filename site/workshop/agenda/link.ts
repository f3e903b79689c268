// Floor 7. An agenda in the hash of a link, and out of it. It carries data and no code; hashes of code words, not the words. Knows no page.
import { pack, UnfoldsTooFar, unpack } from '../../packed-text.ts';
import { type Agenda, readAgenda } from './agenda.ts';

const prefix = '#agenda=';
/** In letters. The largest agenda that may be is far below; what is longer was not made by this site. */
const linkMax = 20_000;
/** In bytes: the same for what it unfolds into. */
const textMax = 100_000;

export async function toAgendaFragment(agenda: Agenda): Promise<string> {
  return prefix + (await pack(JSON.stringify(agenda)));
}

export type AgendaLink =
  | { readonly kind: 'none' }
  | { readonly kind: 'agenda'; readonly agenda: Agenda }
  /** `why` is a whole sentence, or several. */
  | { readonly kind: 'damaged'; readonly why: string };

/** @param fragment `location.hash` */
export async function fromAgendaFragment(fragment: string): Promise<AgendaLink> {
  if (!fragment.startsWith(prefix)) return { kind: 'none' };
  const letters = fragment.slice(prefix.length);
  if (letters.length > linkMax) return { kind: 'damaged', why: 'It is longer than any agenda needs.' };
  try {
    const reading = readAgenda(JSON.parse(await unpack(letters, textMax)));
    return reading.kind === 'agenda' ? reading : { kind: 'damaged', why: reading.why };
  } catch (error) {
    const why =
      error instanceof UnfoldsTooFar
        ? 'It unfolds into more than any agenda needs.'
        : 'It was cut off or changed on its way.';
    return { kind: 'damaged', why };
  }
}
