// Floor 7. Recorded calls of Kafka's assignors, replayed against ours.
import type { ConsumerPartitionAssignor } from 'kafka';
import { assignorsByName, type CalledAssign, callAssign } from 'testkit';
import { asSent } from '../assignors/sent-subscriptions.ts';
import { type AssignorVector, readAssignorVector } from './assignor-vector.ts';
import { disagreement } from './compare.ts';
import type { CaseReplay, ReplayCase } from './recorded-file.ts';

/** How the lines of a file such as `assignors/range.jsonl` are replayed; `undefined`: there is no such assignor of ours. */
export function assignorReplay(file: string): ReplayCase | undefined {
  const Assignor = assignorsByName.get(/^assignors\/(.+)\.jsonl$/.exec(file)?.[1] ?? '');
  return Assignor === undefined ? undefined : (text) => replay(Assignor, readAssignorVector(text));
}

function replay(Assignor: new () => ConsumerPartitionAssignor, vector: AssignorVector): CaseReplay {
  const called = callAssign(
    (metadata, subscriptions) =>
      new Assignor().assign(metadata, asSent(Assignor, subscriptions, vector.generationInUserDataOnly)),
    vector.case,
  );
  const why = disagreement(vector, called);
  if (why === undefined) return 'agrees';
  const note = vector.note === undefined ? '' : ` (${vector.note})`;
  return { name: `${vector.id}${note}`, why, details: detailsOf(vector, called) };
}

function detailsOf(vector: AssignorVector, called: CalledAssign): readonly (readonly [string, unknown])[] {
  const { topics, replicaRacks, members, expected } = vector.case;
  return [
    ['topics', Object.fromEntries(topics)],
    ...[...(replicaRacks ?? [])].map(([topic, racks]) => [`racks of ${topic}`, racks] as const),
    ...members.map((member) => ['member', member] as const),
    ['expected', vector.throws === undefined ? Object.fromEntries(expected) : { throws: vector.throws }],
    ['ours', called.kind === 'assignment' ? Object.fromEntries(called.owned) : called.why],
    ['compared', vector.determinism],
  ];
}
