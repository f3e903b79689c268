// Floor 7. `npm run conformance [-- FOLDER]`: how far ours agrees with what was recorded from Kafka.
// Exit 0: all that is covered agrees. 1: a case disagrees. 2: the recordings cannot be read.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { PartlyAgreeingCase } from './recorded-file.ts';
import { type Covered, type Disagreement, type Replay, replayFolder, UnreadableVectors } from './replay.ts';

const ownCopy = fileURLToPath(new URL('../../simulator/conformance', import.meta.url));

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.length > 1) throw new UnreadableVectors('One folder at a time: npm run conformance -- FOLDER');
  const replays = replayFolder(positionals[0] ?? ownCopy);
  print(replays);
  process.exitCode = replays.some(({ covered }) => covered?.first !== undefined) ? 1 : 0;
} catch (error) {
  const isMisuse = error instanceof TypeError && 'code' in error;
  if (!(error instanceof UnreadableVectors) && !isMisuse) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function print(replays: readonly Replay[]): void {
  const width = Math.max(...replays.map(({ file }) => file.length));
  for (const { file, total, covered } of replays) {
    console.log(
      `${file.padEnd(width)}  ${covered === undefined ? `not covered (${total} cases)` : inShort(total, covered)}`,
    );
    if (covered?.first !== undefined) console.log(inFull(covered.first));
    if (covered?.partly !== undefined) console.log(exceptions(covered.partly));
  }
}

function inShort(total: number, { agreed, leftOut }: Covered): string {
  return `${agreed} of ${total - leftOut} cases agree${leftOut === 0 ? '' : ` (${leftOut} left out)`}`;
}

function inFull({ line, name, why, details }: Disagreement): string {
  return [
    `  The first that disagrees is ${name}, line ${line}: ${why}`,
    ...details.map(([what, value]) => `    ${what}: ${JSON.stringify(value)}`),
  ].join('\n');
}

/** Each reason once, with the cases that it holds for. */
function exceptions(partly: readonly PartlyAgreeingCase[]): string {
  const reasons = new Set(partly.map(({ agreesExcept }) => agreesExcept));
  return [...reasons]
    .map((reason) => {
      const names = partly.filter(({ agreesExcept }) => agreesExcept === reason).map(({ name }) => name);
      return `  In part, ${names.length}: ${names.join(', ')}\n    ${reason}`;
    })
    .join('\n');
}
