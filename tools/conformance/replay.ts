// Floor 7. Replays recorded files against our assignors. What cannot be read is told with file and line.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ConsumerPartitionAssignor } from 'kafka';
import { assignorsByName, type CalledAssign, callAssign } from 'testkit';
import { type AssignorVector, readAssignorVector } from './assignor-vector.ts';
import { disagreement } from './compare.ts';
import { asRecorded } from './recorded-subscriptions.ts';

export interface Replay {
  /** From the folder that was asked for: `assignors/range.jsonl`. */
  readonly file: string;
  readonly total: number;
  /** `undefined` where there is nothing of ours to replay it against. */
  readonly covered: Covered | undefined;
}

export interface Covered {
  readonly agreed: number;
  readonly first: Disagreement | undefined;
}

export interface Disagreement {
  readonly line: number;
  readonly why: string;
  readonly vector: AssignorVector;
  readonly called: CalledAssign;
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
  const Assignor = assignorsByName.get(/^assignors\/(.+)\.jsonl$/.exec(file)?.[1] ?? '');
  if (Assignor === undefined) return { file, total, covered: undefined };
  const disagreements = lines.flatMap((text, index): readonly Disagreement[] => {
    if (text === '') return [];
    const vector = readLine(text, `${join(folder, file)}:${index + 1}`);
    const called = replay(Assignor, vector);
    const why = disagreement(vector, called);
    return why === undefined ? [] : [{ line: index + 1, why, vector, called }];
  });
  return { file, total, covered: { agreed: total - disagreements.length, first: disagreements[0] } };
}

function replay(Assignor: new () => ConsumerPartitionAssignor, vector: AssignorVector): CalledAssign {
  return callAssign(
    (metadata, subscriptions) =>
      new Assignor().assign(metadata, asRecorded(Assignor, subscriptions, vector.generationInUserDataOnly)),
    vector.case,
  );
}

function readLine(text: string, where: string): AssignorVector {
  try {
    return readAssignorVector(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UnreadableVectors(
      `${where}: ${error.message}. Each line is one JSON object, as the README.md in simulator/conformance/assignors says.`,
      { cause: error },
    );
  }
}
