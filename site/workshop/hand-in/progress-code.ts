// Floor 7. Progress as a text that is short enough for a QR code, and for typing: who, and which rules held. No source, no messages.
import { fingerprint } from '../../fingerprint.ts';
import {
  type ClaimedResult,
  type HandedInExercise,
  type HandIn,
  HandInError,
  handInFormat,
  handInVersion,
  readHandIn,
} from './hand-in.ts';

const opening = /RLABP(\d{1,4})\s?\{([^{}]*)(\}?)/g;
/** Enough to tell versions of one exercise apart. */
const versionLength = 6;

/**
 * `RLABP1{NAME|ID|SECONDS|range-assignor.3f2a1b.1101x|...|FINGERPRINT}`: one character for each rule, `1` held, `0` failed, `x` did not
 * come to an end, and `.e` where the run did not. Exercises that were not run are left out.
 */
export function toProgressCode({ attendee, attendeeId, at, exercises }: HandIn): string {
  const entries = exercises.flatMap(({ slug, exerciseVersion, result }) =>
    result === undefined ? [] : [`${slug}.${exerciseVersion.slice(0, versionLength)}.${statesOf(result)}`],
  );
  const payload = [encodeURIComponent(attendee), attendeeId, Math.round(at / 1000).toString(36), ...entries].join('|');
  return `RLABP${handInVersion}{${payload}|${fingerprint(payload)}}`;
}

function statesOf({ passed, rules, passedRules, failedRules }: ClaimedResult): string {
  const states = Array.from({ length: rules }, (_, index) => {
    const id = `R${index + 1}`;
    if (failedRules.some(({ rule }) => rule === id)) return '0';
    return passedRules.includes(id) ? '1' : 'x';
  }).join('');
  return passed || /[0x]/.test(states) ? states : `${states}.e`;
}

export interface FoundProgress {
  readonly version: number;
  readonly body: string;
  readonly isClosed: boolean;
}

export function findProgressCodes(text: string): readonly FoundProgress[] {
  return [...text.matchAll(opening)].map(([, version, body = '', brace]) => ({
    version: Number(version),
    body: body.replace(/[\s>\u200b\u00ad]/g, ''),
    isClosed: brace === '}',
  }));
}

/** @throws HandInError */
export function fromProgressCode({ version, body, isClosed }: FoundProgress): HandIn {
  if (version !== handInVersion) {
    throw new HandInError(
      'It was made by another version of this site. Reload the page on both sides, then try again.',
    );
  }
  const cut = body.lastIndexOf('|');
  if (!isClosed) throw new HandInError('It was cut off before the closing brace. Scan or type it to its end.');
  const payload = body.slice(0, cut);
  if (cut < 0 || fingerprint(payload) !== body.slice(cut + 1)) {
    throw new HandInError(
      'A character in it is wrong: its check does not fit. Scan it again, or compare what was typed.',
    );
  }
  const [name = '', attendeeId, seconds = '', ...entries] = payload.split('|');
  const at = Number.parseInt(seconds, 36) * 1000;
  return readHandIn({
    format: handInFormat,
    version: handInVersion,
    attendeeId,
    attendee: decoded(name),
    at,
    exercises: entries.map((entry) => exerciseOf(entry, at)),
  });
}

function exerciseOf(entry: string, at: number): HandedInExercise {
  const [slug = '', exerciseVersion = '', states = '', ended] = entry.split('.');
  const rulesThat = (state: string) => [...states].flatMap((each, index) => (each === state ? [`R${index + 1}`] : []));
  return {
    slug,
    exerciseVersion,
    result: {
      passed: /^1+$/.test(states) && ended === undefined,
      rules: states.length,
      passedRules: rulesThat('1'),
      failedRules: rulesThat('0').map((rule) => ({ rule, message: '' })),
      isCurrent: true,
      at,
    },
  };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}
