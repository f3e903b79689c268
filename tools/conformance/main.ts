// Floor 7. `npm run conformance [-- FOLDER]`: how far our assignors agree with what was recorded from Kafka.
// Exit 0: all that is covered agrees. 1: a case disagrees. 2: the recordings cannot be read.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Disagreement, type Replay, replayFolder, UnreadableVectors } from './replay.ts';

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
    const result = covered === undefined ? `not covered (${total} cases)` : `${covered.agreed} of ${total} cases agree`;
    console.log(`${file.padEnd(width)}  ${result}`);
    if (covered?.first !== undefined) console.log(inFull(covered.first));
  }
}

function inFull({ line, why, vector, called }: Disagreement): string {
  const { topics, replicaRacks, members, expected } = vector.case;
  const rows: readonly (readonly [string, unknown])[] = [
    ['topics', Object.fromEntries(topics)],
    ...[...(replicaRacks ?? [])].map(([topic, racks]) => [`racks of ${topic}`, racks] as const),
    ...members.map((member) => ['member', member] as const),
    ['expected', vector.throws === undefined ? Object.fromEntries(expected) : { throws: vector.throws }],
    ['ours', called.kind === 'assignment' ? Object.fromEntries(called.owned) : called.why],
    ['compared', vector.determinism],
  ];
  const note = vector.note === undefined ? '' : ` (${vector.note})`;
  return [
    `  The first that disagrees is ${vector.id}${note}, line ${line}: ${why}`,
    ...rows.map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`),
  ].join('\n');
}
