// Floor 7. What may stand behind `npm run workshop --`, and what is meant where nothing does.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface WorkshopOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Only this address of the machine is listened on; `undefined`: all of them. */
  readonly host: string | undefined;
  /** Path of the file of hand-ins. */
  readonly file: string;
}

export const help = `npm run workshop -- [OPTIONS]

Serves the built site, dist/, to the local network, and collects what attendees hand in. The room (workshop/room/) shows it as it comes.

  --port NUMBER    where it listens; 8080 unless given, 0 for any free port
  --file PATH      where hand-ins are kept, one in each line; hand-ins-DATE.jsonl in this folder unless given.
                   A file that is there already is resumed, with the room's key beside it in PATH.key
  --host ADDRESS   listens only on this address of the machine, or on this name of it; on all unless given
  --help           prints this

Ctrl-C ends it. What was handed in is in the file by then.`;

/** Says what is wrong with what was typed, in whole sentences. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/**
 * @param folder where a file without a path lies
 * @throws OptionError
 */
export function readOptions(
  args: readonly string[],
  { folder, today }: { readonly folder: string; readonly today: Date },
): WorkshopOptions | 'help' {
  const { port = '8080', host, file = `hand-ins-${dayOf(today)}.jsonl`, ...rest } = parsed(args);
  if (rest.help === true) return 'help';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new OptionError(`--port ${port} is no port. Give a number from 1 to 65535, or 0 for any free one.`);
  }
  if (host === '') throw new OptionError('--host is empty. Give an address of this machine, or leave it out.');
  if (file === '') throw new OptionError('--file is empty. Give the path of a file, or leave it out.');
  return { port: Number(port), host, file: resolve(folder, file) };
}

function parsed(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ args: [...args], options: { port: text, host: text, file: text, help: { type: 'boolean' } } })
      .values;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new OptionError(`${what}\n\n${help}`, { cause: error });
  }
}

function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
