// Floor 7. A hand-in as text for mail and chat. Wrapped lines, quote marks and added blanks do no harm; what was cut off or changed is
// noticed.
import { fingerprint } from '../../fingerprint.ts';
import { pack, UnfoldsTooFar, unpack } from '../../packed-text.ts';
import { type HandIn, HandInError, handInSizeMax, handInVersion, readHandIn } from './hand-in.ts';

const lineLength = 64;
/** Opens each code; the number is that of the version. */
const opening = /RLAB(\d{1,4})\s?\{/g;

/** `RLAB1{LENGTH|FINGERPRINT|LETTERS}`, the letters of base64 in lines. Nothing in it means something to Markdown or to a chat. */
export async function toTextCode(handIn: HandIn): Promise<string> {
  const letters = (await pack(JSON.stringify(handIn))).replaceAll('-', '+').replaceAll('_', '/');
  const lines = letters.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [];
  return `RLAB${handInVersion}{${letters.length}|${fingerprint(letters)}|\n${lines.join('\n')}\n}`;
}

/** A code that was found in a text, as it stands there. */
export interface FoundCode {
  readonly version: number;
  /** Without what mail adds. */
  readonly body: string;
  readonly isClosed: boolean;
}

export function findTextCodes(text: string): readonly FoundCode[] {
  return [...text.matchAll(opening)].map((match) => {
    const rest = text.slice(match.index + match[0].length);
    // A code that lost its end goes no further than to where the next one begins.
    const end = /\}|RLABP?\d+\s?\{/.exec(rest);
    return {
      version: Number(match[1]),
      body: rest.slice(0, end?.index).replace(/[^A-Za-z0-9+/|]/g, ''),
      isClosed: end?.[0] === '}',
    };
  });
}

/** @throws HandInError */
export async function fromTextCode({ version, body, isClosed }: FoundCode): Promise<HandIn> {
  if (version !== handInVersion) {
    throw new HandInError(
      'It was made by another version of this site. Reload the page on both sides, then try again.',
    );
  }
  const [, length, print, letters = ''] = /^(\d{1,9})\|([0-9a-z]{1,7})\|([A-Za-z0-9+/]*)$/.exec(body) ?? [];
  if (length === undefined) {
    throw new HandInError('Its beginning was changed on the way. Ask for the text again, or for the file.');
  }
  if (!isClosed || letters.length < Number(length)) {
    const arrived = `${letters.length} of ${length} characters arrived`;
    throw new HandInError(`It was cut off: ${arrived}. Copy it from "RLAB" to the closing brace, or ask for the file.`);
  }
  if (letters.length > Number(length) || fingerprint(letters) !== print) {
    throw new HandInError(
      'Characters in it were changed or added on the way. Ask for the text again, or for the file.',
    );
  }
  try {
    return readHandIn(JSON.parse(await unpack(letters, handInSizeMax * 4)));
  } catch (error) {
    if (error instanceof HandInError) throw error;
    const what =
      error instanceof UnfoldsTooFar
        ? 'It unfolds into far more than anybody writes, so it was not opened.'
        : 'It is whole, but holds no hand-in.';
    throw new HandInError(`${what} Ask for the file.`, { cause: error });
  }
}
