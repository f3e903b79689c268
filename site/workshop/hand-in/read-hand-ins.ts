// Floor 7. Finds hand-ins in whatever was dropped or pasted: a file of one, a file with one in each line, texts out of mails, progress
// out of QR codes, any number of them. What cannot be read is told and the rest is kept.
import { type HandIn, HandInError, readHandIn } from './hand-in.ts';
import { findProgressCodes, fromProgressCode } from './progress-code.ts';
import { findTextCodes, fromTextCode } from './text-code.ts';

/** In characters. The file of a whole workshop, with some hundred hand-ins, is below it. */
export const handInFileSizeMax = 40_000_000;
/** In one go. */
const handInsMax = 5000;

export interface ReadHandIns {
  readonly handIns: readonly HandIn[];
  /** Sentences: where, what, how to mend it. */
  readonly problems: readonly string[];
}

/** @param name what it is called in problems: `alex.json`, `The pasted text` */
export async function readHandIns(name: string, text: string): Promise<ReadHandIns> {
  if (text.length > handInFileSizeMax) return { handIns: [], problems: [`${name}: ${tooLarge(text.length)}`] };
  const whole = text.trim();
  if (whole === '') return { handIns: [], problems: [`${name}: It is empty.`] };
  if (whole.startsWith('{') || whole.startsWith('[')) return await readJson(name, whole);
  const codes = [
    ...findTextCodes(whole).map((code) => () => fromTextCode(code)),
    ...findProgressCodes(whole).map((code) => () => fromProgressCode(code)),
  ];
  if (codes.length === 0) {
    const mend = 'Paste the text from "RLAB" to the closing brace, or choose the file that "Hand in" saved.';
    return { handIns: [], problems: [`${name}: No hand-in was found in it. ${mend}`] };
  }
  return await readEach(codes, (index) => (codes.length === 1 ? name : `${name}, hand-in ${index + 1}`));
}

/** @param size of the file, in bytes or characters */
export function tooLarge(size: number): string {
  const most = handInFileSizeMax / 1e6;
  return `It has ${Math.round(size / 1e6)} MB, and a hand-in has far less than one. Files up to ${most} MB are opened. Ask for the file that "Hand in" saved.`;
}

function readJson(name: string, text: string): Promise<ReadHandIns> {
  const value = parsed(text);
  if (value !== undefined) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return readEach(
      list.map((one) => () => readHandIn(one)),
      (index) => (list.length === 1 ? name : `${name}, hand-in ${index + 1}`),
    );
  }
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  const damaged = 'It is damaged or not whole: it is not JSON. Ask for it again.';
  // A file of one hand-in that was cut off is one problem, not one for each of its lines.
  if (parsed(lines[0]?.line ?? '') === undefined)
    return Promise.resolve({ handIns: [], problems: [`${name}: ${damaged}`] });
  return readEach(
    lines.map(({ line }) => () => {
      const one = parsed(line);
      if (one === undefined) throw new HandInError(damaged);
      return readHandIn(one);
    }),
    (index) => (lines.length === 1 ? name : `${name}, line ${lines[index]?.number}`),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readEach(
  reads: readonly (() => HandIn | Promise<HandIn>)[],
  nameOf: (index: number) => string,
): Promise<ReadHandIns> {
  const handIns: HandIn[] = [];
  const problems: string[] = [];
  for (const [index, read] of reads.slice(0, handInsMax).entries()) {
    try {
      handIns.push(await read());
    } catch (error) {
      if (!(error instanceof HandInError)) throw error;
      problems.push(`${nameOf(index)}: ${error.message}`);
    }
  }
  if (reads.length > handInsMax) {
    problems.push(`${nameOf(handInsMax)}: Only the first ${handInsMax} were read. Open the rest as another file.`);
  }
  return { handIns, problems };
}
