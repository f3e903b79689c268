// Floor 6. Seeded days in the life of the group: members join, leave, freeze and crash while workers are busy, and records keep coming.
// Knows no rule.
import { RandomStream } from 'simulator';
import { type Answer, AppGroup } from './app-group';

export interface Day {
  /** `Day 3`. */
  readonly name: string;
  readonly group: AppGroup;
}

const dayCount = 2;
const stepsOfDay = 7;
const names = ['c1', 'c2', 'c3'];

/** Two days, each lived when it is asked for; one is cooperative. @param first the number of the first one, which is also its seed */
export async function* days(answer: Answer, first: number): AsyncGenerator<Day> {
  for (let number = first; number < first + dayCount; number++) yield await live(answer, number);
}

async function live(answer: Answer, number: number): Promise<Day> {
  const chance = new RandomStream(`commit-on-revoke/day ${number}`);
  const protocol = number % 2 === 0 ? 'eager' : 'cooperative';
  const group = new AppGroup(answer, { protocol, partitions: 4, records: 20, failureChance: 0.1, seed: number });
  group.start('c1', 'c2');
  for (let step = 0; step < stepsOfDay; step++) {
    await group.runFor(chance.chance(0.6) ? chance.integer(50, 600) : chance.integer(1000, 5000));
    const name = chance.pick(names);
    const process = group.process(name);
    if (!process.isAlive) group.start(name);
    else if (chance.chance(0.4)) group.leave(name);
    // Longer than its session: it finds out when it wakes up.
    else if (chance.chance(0.6)) process.freeze(chance.integer(7000, 12_000));
    else process.restart();
    if (chance.chance(0.6)) group.produce(chance.integer(1, 10));
  }
  group.keep('c1', 'c2');
  await group.settle();
  return { name: `Day ${number}`, group };
}
