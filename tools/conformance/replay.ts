// Floor 7. Replays recorded files against what of ours they are about. What cannot be read is told with file and line.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { assignorReplay } from './assignor-file.ts';
import { clientReplay } from './client-file.ts';
import { coordinatorReplay } from './coordinator-file.ts';
import type { CaseReplay, DisagreeingCase, PartlyAgreeingCase, ReplayCase } from './recorded-file.ts';

export interface Replay {
  /** From the folder that was asked for: `assignors/range.jsonl`. */
  readonly file: string;
  readonly total: number;
  /** `undefined` where there is nothing of ours to replay it against. */
  readonly covered: Covered | undefined;
}

export interface Covered {
  readonly agreed: number;
  /** Cases about what ours does not claim to do. */
  readonly leftOut: number;
  readonly first: Disagreement | undefined;
  /** Those of the agreed cases that do so but for something known; not there when there are none. */
  readonly partly?: readonly PartlyAgreeingCase[];
}

export interface Disagreement extends DisagreeingCase {
  readonly line: number;
}

/** The message says what cannot be read, where, and how to mend it. */
export class UnreadableVectors extends Error {
  override readonly name = 'UnreadableVectors';
}

/** Every `.jsonl` file of the folder and the folders in it, by name. */
export function replayFolder(folder: string): readonly Replay[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UnreadableVectors(`${folder} is not a folder: name one laid out like simulator/conformance.`);
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.jsonl'))
    .sort();
  if (files.length === 0) {
    throw new UnreadableVectors(`${folder} holds no .jsonl file: name a folder laid out like simulator/conformance.`);
  }
  return files.map((file) => replayFile(folder, file));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UnreadableVectors(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      cause,
    });
  }
}

function replayFile(folder: string, file: string): Replay {
  const lines = textOf(join(folder, file)).split('\n');
  const total = lines.filter((line) => line !== '').length;
  if (total === 0)
    throw new UnreadableVectors(`${join(folder, file)} is empty: put its cases back, one a line, or remove it.`);
  const replay = assignorReplay(file) ?? coordinatorReplay(file) ?? clientReplay(file);
  if (replay === undefined) return { file, total, covered: undefined };
  let agreed = 0;
  let leftOut = 0;
  let first: Disagreement | undefined;
  const partly: PartlyAgreeingCase[] = [];
  for (const [index, text] of lines.entries()) {
    if (text === '') continue;
    const result = replayLine(replay, text, `${join(folder, file)}:${index + 1}`);
    if (result === 'agrees') agreed++;
    else if (result === 'left out') leftOut++;
    else if ('agreesExcept' in result) {
      agreed++;
      partly.push(result);
    } else first ??= { line: index + 1, ...result };
  }
  return { file, total, covered: { agreed, leftOut, first, ...(partly.length === 0 ? {} : { partly }) } };
}

function replayLine(replay: ReplayCase, text: string, where: string): CaseReplay {
  try {
    return replay(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UnreadableVectors(
      `${where}: ${error.message}. Each line is one JSON object, as the README.md in its folder of simulator/conformance says.`,
      { cause: error },
    );
  }
}
