// The rules of brief.md, in its order, each from easy to hard. Incidents are played on a simulated cluster; times are virtual.
import { countOf, expectNoProblem, listOf, type RunProblem } from 'testkit';
import { it } from 'vitest';
import { diagnose } from './answer';
import { type ReadDiagnosis, readDiagnosis } from './diagnosis';
import { type Cause, incidentOf } from './incidents';
import type { LogEvent } from './log';
import { IncidentLogs, missedTarget, problemWithChange } from './plays';

const logs = new IncidentLogs();
/** Which target is missed with these settings: several diagnoses may agree in them. */
const missedWith = new Map<string, RunProblem | undefined>();

function diagnosisOf(cause: Cause, seed: number): ReadDiagnosis {
  const read = readDiagnosis(diagnose(logs.of(cause, seed)));
  if (typeof read !== 'string') return read;
  expectNoProblem(`Incident ${seed}. ${read}`);
  throw new Error(read);
}

function expectCause(cause: Cause, seed = 1): void {
  const came = diagnosisOf(cause, seed).cause;
  if (came === cause) return;
  expectNoProblem(
    `Incident ${seed} was caused by ${cause}. Your diagnosis is ${came}. In its log ${goersIn(logs.of(cause, seed))}.`,
  );
}

/** Who went, how and how often: where the reading of a log begins. */
function goersIn(log: readonly LogEvent[]): string {
  const counts = new Map<string, number>();
  for (const { kind, member } of log) {
    if (kind !== 'expired' && kind !== 'left' && kind !== 'crashed') continue;
    const what = `${member} ${kind}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return listOf([...counts].sort(([, a], [, b]) => b - a).map(([what, count]) => `${what} ${countOf(count, 'time')}`));
}

function expectMember(cause: Cause, seed = 1): void {
  const { member } = incidentOf(cause, seed);
  const came = diagnosisOf(cause, seed).member;
  if (came === member) return;
  const right = member ?? 'undefined: no member in particular';
  expectNoProblem(`Incident ${seed} (${cause}). The member to name is ${right}. Your diagnosis names ${came}.`);
}

/** What is proposed for an incident whose cause was not found is not tried. */
function expectMended(cause: Cause, seed = 1): void {
  expectCause(cause, seed);
  expectNoProblem(problemWithChange(cause, seed, diagnosisOf(cause, seed).change));
}

function expectTargets(cause: Cause): void {
  const { change } = diagnosisOf(cause, 1);
  const settings = JSON.stringify(change.settings);
  if (!missedWith.has(settings)) missedWith.set(settings, missedTarget(change));
  expectNoProblem(missedWith.get(settings));
}

it('R1: a member that is too slow between two polls', () => expectCause('slow-poll'));

it('R1: a process that stands still', () => expectCause('long-pause'));

it('R1: a process that crashes and is started again', () => expectCause('crash-loop'));

it('R1: a record that kills its handler', () => expectCause('poison-record'));

it('R1: a deploy', () => expectCause('deploy'));

it('R1: an autoscaler', () => expectCause('autoscaler'));

it('R1: a clock that is set back', () => expectCause('clock-step'));

it('R1: another process that stands still', () => expectCause('long-pause', 2));

it('R1: another process that crashes', () => expectCause('crash-loop', 2));

it('R1: another clock that is set back', () => expectCause('clock-step', 2));

it('R2: the member that is too slow', () => expectMember('slow-poll'));

it('R2: the member that stands still', () => expectMember('long-pause'));

it('R2: the member that crashes', () => expectMember('crash-loop'));

it('R2: the member whose clock is set back', () => expectMember('clock-step'));

it('R2: nobody, where the record is to blame', () => expectMember('poison-record'));

it('R2: nobody, in a deploy', () => expectMember('deploy'));

it('R2: nobody, where an autoscaler is at work', () => expectMember('autoscaler'));

it('R2: another member that stands still', () => expectMember('long-pause', 2));

it('R2: another member that crashes', () => expectMember('crash-loop', 2));

it('R2: another member whose clock is set back', () => expectMember('clock-step', 2));

it('R3: slow polls end', () => expectMended('slow-poll'));

it('R3: a pause is outlasted', () => expectMended('long-pause'));

it('R3: a crash loop ends', () => expectMended('crash-loop'));

it('R3: a record is put aside', () => expectMended('poison-record'));

it('R3: a deploy goes unnoticed', () => expectMended('deploy'));

it('R3: an autoscaler comes to rest', () => expectMended('autoscaler'));

it('R3: a clock runs evenly', () => expectMended('clock-step'));

it('R4: after slow polls', () => expectTargets('slow-poll'));

it('R4: after long pauses', () => expectTargets('long-pause'));

it('R4: after a crash loop', () => expectTargets('crash-loop'));

it('R4: after a record was put aside', () => expectTargets('poison-record'));

it('R4: after a deploy', () => expectTargets('deploy'));

it('R4: after an autoscaler', () => expectTargets('autoscaler'));

it('R4: after a clock was set back', () => expectTargets('clock-step'));
