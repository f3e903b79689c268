// What is kept, in words: a row for each thing a person would name. Floor 7; knows no page.
import type { Archive } from '../storage/archive/archive.ts';

export interface Names {
  readonly lessons: Readonly<Record<string, string>>;
  readonly exercises: Readonly<Record<string, string>>;
}

export interface KeptRow {
  readonly what: string;
  readonly of: string;
  /** `undefined`: nobody noted it. */
  readonly since: number | undefined;
  /** In characters, as it would lie in a file. */
  readonly size: number;
}

const kinds: readonly (readonly [prefix: string, what: string, names: keyof Names | undefined])[] = [
  ['draft/', 'Draft', 'exercises'],
  ['copy/', 'Copy of a draft', 'exercises'],
  ['results/', 'Last results', 'exercises'],
  ['progress/', 'Progress', 'exercises'],
  ['lesson/', 'Progress', 'lessons'],
  ['mock/', 'Mock interview', undefined],
  ['mock-bench/', 'Code of a mock interview', undefined],
  ['review/talk/', 'Reviews of interview questions', 'lessons'],
  ['review/check/', 'Reviews of questions', 'lessons'],
  ['review/computed/', 'Reviews of computed questions', undefined],
  ['review/bug/', 'Reviews of bugs to spot', undefined],
  ['agenda/', 'Agenda of a workshop', undefined],
  ['workshop/attending', 'The workshop that you are in', undefined],
  ['settings', 'Settings of the workbench', undefined],
  ['workshop/attendee', 'Your name in workshops', undefined],
  ['room/hand-in/', 'Hand-in to your workshop', undefined],
  ['room/judged/', 'Result of a handed-in answer', 'exercises'],
  ['room/people', 'Attendees who are one person', undefined],
  ['unreadable/', 'A record that could not be read', undefined],
  ['choices:', 'Answers on the page', 'lessons'],
];

export function keptRows({ records, memories }: Archive, names: Names): readonly KeptRow[] {
  return Object.entries({ ...records, ...memories })
    .map(([key, value]) => row(key, value, names))
    .sort((a, b) => (a.of === b.of ? a.what.localeCompare(b.what) : a.of.localeCompare(b.of)));
}

function row(key: string, value: unknown, names: Names): KeptRow {
  const size = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).length;
  const kind = kinds.find(([prefix]) => key.startsWith(prefix));
  if (kind === undefined) return { what: 'Something of another version of this site', of: key, since: undefined, size };
  const [prefix, what, from] = kind;
  const path = key.slice(prefix.length).replace(/^lessons\//, '');
  const slug = path.split('/')[0] ?? '';
  const of = from === undefined ? (agendaNameIn(value) ?? path) : (names[from][slug] ?? path);
  return { what, of, since: sinceOf(value), size };
}

function agendaNameIn(value: unknown): string | undefined {
  const agenda = typeof value === 'object' && value !== null && 'agenda' in value ? value.agenda : undefined;
  const name = typeof agenda === 'object' && agenda !== null && 'name' in agenda ? agenda.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

function sinceOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const times = ['openedAt', 'savedAt', 'passedAt', 'joinedAt'].map((name) => (value as Record<string, unknown>)[name]);
  return times.find((time) => typeof time === 'number');
}
