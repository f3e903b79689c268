// Holds what our consumers did against what Kafka's did, consumer by consumer, as client/README.md says under "Comparing".
import type { KnownDifference } from './client-known-differences.ts';
import type { ReplayMember } from './client-replay-member.ts';
import { happenings } from './client-replay-words.ts';
import type {
  ClientDifference,
  ClientStep,
  ClientTrace,
  Happening,
  RecordedClient,
  RecordedThrow,
} from './client-trace.ts';

/** What became of one step. */
export interface Played {
  readonly step: ClientStep;
  readonly atMs: number;
  /** How many events each consumer had before. */
  readonly eventsFrom: ReadonlyMap<string, number>;
  readonly clients: Readonly<Record<string, RecordedClient>>;
  readonly group: { readonly state: string; readonly members: readonly string[] };
  /** What making a consumer threw. */
  readonly thrown: RecordedThrow | undefined;
}

/** Milliseconds are not exact: polls are 100 ms apart, and a retry in the recording waits for the next one. */
const toleranceMs = 200;

/** The first difference of each consumer. */
export function compareClients(
  trace: ClientTrace,
  played: readonly Played[],
  members: ReadonlyMap<string, ReplayMember>,
  known?: KnownDifference,
): readonly ClientDifference[] {
  const differences: ClientDifference[] = [];
  for (const { step, thrown } of played) {
    if (step.op !== 'Create' || step.throws?.class === thrown?.class) continue;
    differences.push({
      step: step.step,
      consumer: step.consumer,
      kind: 'exception',
      expected: step.throws,
      actual: thrown,
    });
  }
  for (const [name, member] of members) {
    const difference = compareEvents(trace, played, member, known) ?? compareStates(trace, played, name);
    if (difference !== undefined) differences.push(difference);
  }
  const ofGroup = compareGroup(trace, played);
  if (ofGroup !== undefined) differences.push(ofGroup);
  return differences;
}

/** The coordinator's view after each step. */
function compareGroup(trace: ClientTrace, played: readonly Played[]): ClientDifference | undefined {
  let wanted: ClientStep['group'];
  for (const [at, { step, group }] of played.entries()) {
    wanted = trace.steps[at]?.group ?? wanted;
    if (wanted === undefined || step.events === undefined) continue;
    const expected = `${wanted.state} with ${wanted.members.join(' ')}`;
    const actual = `${group.state} with ${group.members.join(' ')}`;
    if (expected !== actual) return difference('group', step.step, 'the coordinator', expected, actual);
  }
  return undefined;
}

function compareEvents(
  trace: ClientTrace,
  played: readonly Played[],
  member: ReplayMember,
  known: KnownDifference | undefined,
): ClientDifference | undefined {
  const consumer = member.name;
  const isCompared = ({ what }: Happening) => known?.leavesOut === undefined || !what.startsWith(known.leavesOut);
  const expected = trace.steps
    .flatMap((step) => happenings(step.events ?? [], consumer).map((happening) => ({ ...happening, step: step.step })))
    .filter(isCompared);
  const actual = happenings(member.events, consumer).filter(isCompared);
  for (let at = 0; at < Math.max(expected.length, actual.length); at++) {
    const wanted = expected[at];
    const got = actual[at];
    if (wanted !== undefined && got !== undefined && wanted.what === got.what) {
      if (Math.abs(wanted.atMs - got.atMs) <= (known?.toleranceMs ?? toleranceMs)) continue;
      return difference('time', wanted.step, consumer, wanted, got);
    }
    const step = wanted?.step ?? stepOf(played, got);
    return difference(kindOf(wanted, got), step, consumer, wanted, got);
  }
  return undefined;
}

function compareStates(trace: ClientTrace, played: readonly Played[], consumer: string): ClientDifference | undefined {
  let wanted: RecordedClient | undefined;
  for (const [at, { step, clients }] of played.entries()) {
    // Of a consumer that is gone nothing is recorded.
    if ((step.op === 'Close' || step.op === 'Crash') && step.consumer === consumer) return undefined;
    wanted = trace.steps[at]?.consumers?.[consumer] ?? wanted;
    const got = clients[consumer];
    if (wanted === undefined || got === undefined) continue;
    if (inWords(wanted) !== inWords(got))
      return difference('state', step.step, consumer, inWords(wanted), inWords(got));
  }
  return undefined;
}

function inWords({ state, generationId, memberId, assignment }: RecordedClient): string {
  return `${state} as ${memberId} in ${generationId}, owning ${[...assignment].sort().join(' ')}`;
}

function kindOf(wanted: Happening | undefined, got: Happening | undefined): ClientDifference['kind'] {
  const what = `${wanted?.what} / ${got?.what}`;
  if (/\bon(PartitionsRevoked|PartitionsAssigned|PartitionsLost)\b/.test(what)) return 'callback';
  return /threw|commitSync|commitAsync/.test(what) ? 'exception' : 'request';
}

function stepOf(played: readonly Played[], happening: Happening | undefined): number {
  const step = played.find(({ atMs }) => happening !== undefined && happening.atMs <= atMs);
  return step?.step.step ?? 0;
}

function difference(
  kind: ClientDifference['kind'],
  step: number,
  consumer: string,
  expected: unknown,
  actual: unknown,
): ClientDifference {
  return { step, consumer, kind, expected, actual };
}
