// Floor 7. What the instructor reads in the terminal when the workshop is open, and when it ends.
import { counted } from '../../site/workbench/words.ts';
import { urlOf } from './own-names.ts';
import { terminalCode } from './terminal-code.ts';

export interface Opened {
  /** By which others reach this machine, the likeliest first. */
  readonly addresses: readonly string[];
  readonly port: number;
  readonly key: string;
  readonly file: string;
  readonly handInCount: number;
  readonly attendeeCount: number;
  /** What could not be read of the file. */
  readonly told: readonly string[];
  readonly isColored: boolean;
}

export function announcement(opened: Opened): string {
  const { addresses, port, key, file, handInCount, told, isColored } = opened;
  const [first = 'localhost', ...others] = addresses;
  const url = urlOf(first, port);
  const alone =
    addresses.length > 0 ? [] : ['This machine is in no network: nobody else reaches these addresses yet.', ''];
  const also =
    others.length === 0 ? [] : [`  or, in another network: ${others.map((each) => urlOf(each, port)).join(' ')}`, ''];
  const kept = handInCount === 0 ? '' : `, which has ${amount(opened)} already`;
  return [
    ...told.map((line) => `${line}\n`),
    'The workshop is open. Attendees go to',
    '',
    `    ${url}`,
    '',
    terminalCode(url, isColored),
    '',
    ...also,
    ...alone,
    'The room, for you: its key opens what is handed in, so do not show it.',
    '',
    `    ${url}workshop/room/#key=${key}`,
    '',
    `Compose the agenda at ${url}workshop/, so that its link leads here.`,
    `Hand-ins are kept in ${file}${kept}.`,
    'Ctrl-C ends the workshop.',
    '',
  ].join('\n');
}

export function farewell(at: Pick<Opened, 'file' | 'handInCount' | 'attendeeCount'>): string {
  if (at.handInCount === 0) return 'The workshop has ended. Nothing was handed in.';
  return `The workshop has ended. ${at.file} has ${amount(at)}. The room opens it like any other hand-in, and the same command resumes it.`;
}

function amount({ handInCount, attendeeCount }: Pick<Opened, 'handInCount' | 'attendeeCount'>): string {
  return `${counted(handInCount, 'hand-in')} of ${counted(attendeeCount, 'attendee')}`;
}
