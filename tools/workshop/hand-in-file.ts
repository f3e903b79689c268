// Floor 7. The file of a workshop: a hand-in in each line, as the room reads it from any file. What was taken is on the disk before its
// sender hears of it; what a crash tore is set aside, never thrown away. Knows no request.
import { randomBytes } from 'node:crypto';
import { appendFile, type FileHandle, open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { type HandIn, handInFormat, readHandIn } from '../../site/workshop/hand-in/hand-in.ts';
import { handInFileSizeMax } from '../../site/workshop/hand-in/read-hand-ins.ts';

/** A file that cannot serve. The message says why, and what to do, in whole sentences. */
class HandInFileError extends Error {
  override readonly name = 'HandInFileError';
}

export interface OpenedFile {
  readonly file: HandInFile;
  /** What it held already, in its order. */
  readonly handIns: readonly HandIn[];
  /** What could not be read, and where that is now: sentences. */
  readonly told: readonly string[];
}

const readAndWriteByOwner = 0o600;

export class HandInFile {
  readonly #handle: FileHandle;
  /** In bytes, up to the last line that is whole. */
  #size: number;

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  /** @throws HandInFileError */
  static async open(path: string): Promise<OpenedFile> {
    try {
      const { handIns, told } = await mend(path, await contentOf(path));
      const handle = await open(path, 'a', readAndWriteByOwner);
      return { file: new HandInFile(handle, (await handle.stat()).size), handIns, told };
    } catch (error) {
      if (error instanceof HandInFileError) throw error;
      throw new HandInFileError(`${path} cannot be used: ${messageOf(error)}. Choose another file with --file.`, {
        cause: error,
      });
    }
  }

  get size(): number {
    return this.#size;
  }

  /** Resolves when it is on the disk. Rejects when it cannot be, and leaves the file as it was. One at a time. */
  async append(handIn: HandIn): Promise<void> {
    const line = lineOf(handIn);
    try {
      await this.#handle.appendFile(line);
      await this.#handle.sync();
    } catch (error) {
      await this.#handle.truncate(this.#size);
      throw error;
    }
    this.#size += line.length;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

export const lineOf = (handIn: HandIn): Buffer => Buffer.from(`${JSON.stringify(handIn)}\n`);

async function contentOf(path: string): Promise<Buffer> {
  const known = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (known === undefined) return Buffer.alloc(0);
  if (known.size > handInFileSizeMax) {
    const most = handInFileSizeMax / 1e6;
    throw new HandInFileError(
      `${path} has ${Math.round(known.size / 1e6)} MB, more than the ${most} that a workshop has room for. Choose another file with --file.`,
    );
  }
  return readFile(path);
}

/** Reads what is there. A last line that was torn goes to `PATH.damaged`; any other that cannot be read stays where it is. */
async function mend(path: string, content: Buffer): Promise<Omit<OpenedFile, 'file'>> {
  const end = content.lastIndexOf('\n') + 1;
  const lines = content.subarray(0, end).toString().split('\n').slice(0, -1);
  const read = lines.map((line) => (line.trim() === '' ? undefined : handInIn(line)));
  const tail = content.subarray(end);
  const last = handInIn(tail.toString());
  const handIns = [...read, last].flatMap((each) => (each === undefined || each instanceof Error ? [] : [each]));
  if (handIns.length === 0 && content.length > 0 && !isBeginning(content)) {
    throw new HandInFileError(
      `${path} is there and holds something else than hand-ins. It was not touched. Choose another file with --file.`,
    );
  }
  const told = read.flatMap((each, index) =>
    each instanceof Error ? [`Line ${index + 1} of ${path} cannot be read, and stays as it is: ${each.message}`] : [],
  );
  if (tail.length === 0) return { handIns, told };
  if (!(last instanceof Error)) {
    await appendFile(path, '\n');
    return { handIns, told };
  }
  const aside = `${path}.damaged`;
  await appendFile(aside, Buffer.concat([tail, Buffer.from('\n')]), { mode: readAndWriteByOwner, flush: true });
  await truncate(path, end);
  return { handIns, told: [...told, `The last line of ${path} was cut off. It lies in ${aside} now.`] };
}

function handInIn(line: string): HandIn | Error {
  try {
    return readHandIn(JSON.parse(line));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** All that is left of a first hand-in whose line was torn. */
function isBeginning(content: Buffer): boolean {
  const opening = `{"format":"${handInFormat}"`;
  const start = content.toString('latin1', 0, opening.length);
  return opening.startsWith(start) && !content.includes('\n');
}

/** Opens the room. It is kept beside the file, so that a room that is open goes on after a restart. */
export async function roomKeyFor(path: string): Promise<string> {
  const keyPath = `${path}.key`;
  try {
    const kept = await readFile(keyPath, 'utf8').catch(() => '');
    if (/^[\w-]{32}$/.test(kept.trim())) return kept.trim();
    const key = randomBytes(24).toString('base64url');
    await writeFile(keyPath, `${key}\n`, { mode: readAndWriteByOwner });
    return key;
  } catch (error) {
    throw new HandInFileError(`${keyPath} cannot be written: ${messageOf(error)}. Choose another file with --file.`, {
      cause: error,
    });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
