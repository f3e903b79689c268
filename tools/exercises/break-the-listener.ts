// Floor 7. `npx tsx tools/exercises/break-the-listener.ts [STEP]`: the search behind the par of that exercise. Runs every schedule of fewer events
// than the par, at every STEP ms (default 50), and looks for the damage. Exit 0: none does it. 1: one does, and the par is too high. 2: the
// command was not understood.
import './node-host.ts';
import { par } from '../../exercises/break-the-listener/par.ts';
import { type Damage, run } from '../../exercises/break-the-listener/run.ts';
import { bounds, names, type Schedule, type ScheduledEvent } from '../../exercises/break-the-listener/schedule.ts';

const damages: readonly Damage[] = ['loses', 'repeats', 'twoOwners'];
const freezesMs = [3000, bounds.freezeMostMs];

const stepMs = Number(process.argv[2] ?? 50);
if (!(Number.isInteger(stepMs) && stepMs > 0)) {
  console.error(
    'Usage: npx tsx tools/exercises/break-the-listener.ts [STEP], whole milliseconds between two schedules',
  );
  process.exit(2);
}

let found = 0;
for (const damage of damages) {
  let count = 0;
  for (const schedule of schedulesBelow(par[damage])) {
    count += 1;
    const { damage: done } = await run(damage, schedule, 1);
    if (done === undefined) continue;
    found += 1;
    console.log(`${damage}: ${JSON.stringify(schedule)} is enough. ${done.says}`);
  }
  console.log(`${damage}: par ${par[damage]}; ${count} schedules of fewer events were run.`);
}
process.exitCode = found === 0 ? 0 : 1;

function* schedulesBelow(length: number): Generator<Schedule> {
  for (let shorter = 0; shorter < length; shorter++) yield* schedulesOf(shorter);
}

/** All schedules of so many events, each of which finds what it needs. */
function* schedulesOf(length: number): Generator<Schedule> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const rest of schedulesOf(length - 1)) {
    // In the order of time: the same events in another order are the same schedule.
    for (let at = rest.at(-1)?.at ?? bounds.firstMs; at <= bounds.lastMs; at += stepMs) {
      for (const event of eventsAt(at, rest)) yield [...rest, event];
    }
  }
}

/** Who runs can be started no more, and who does not run can only be started. */
function eventsAt(at: number, before: Schedule): readonly ScheduledEvent[] {
  return names.flatMap((name): readonly ScheduledEvent[] => {
    const last = before.findLast((event) => Object.values(event).includes(name));
    const isRunning = last === undefined ? name === 'c1' : 'start' in last || 'freeze' in last;
    if (!isRunning) return [{ at, start: name }];
    return [{ at, leave: name }, { at, crash: name }, ...freezesMs.map((forMs) => ({ at, freeze: name, for: forMs }))];
  });
}
