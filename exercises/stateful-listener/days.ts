// Floor 6. Seeded days in the life of the group: members join, leave, crash and stand still until the group has gone on, and now and then a
// state cannot be opened at first. Knows no rule.
import { RandomStream } from 'simulator';
import { type Answer, AppGroup } from './app-group';

export interface Day {
  /** `Day 3`. */
  readonly name: string;
  readonly group: AppGroup;
}

const dayCount = 2;
const stepsOfDay = 9;
const names = ['c1', 'c2', 'c3'];

/** Two days, each lived when it is asked for; one is cooperative. @param first the number of the first one, which is also its seed */
export async function* days(answer: Answer, first: number): AsyncGenerator<Day> {
  for (let number = first; number < first + dayCount; number++) yield await live(answer, number);
}

async function live(answer: Answer, number: number): Promise<Day> {
  const chance = new RandomStream(`stateful-listener/day ${number}`);
  const group = new AppGroup(answer, {
    protocol: number % 2 === 0 ? 'eager' : 'cooperative',
    partitions: 3,
    topics: ['orders', 'payments'],
    onceItStoodStill: number % 4 < 2 ? 'polls' : 'closes',
    // Never more than twice in a row.
    failsToOpen: ({ partition }, attempt) => partition === 1 && attempt % 5 < 2,
    seed: number,
  });
  group.start('c1', 'c2');
  for (let step = 0; step < stepsOfDay; step++) {
    // Short ones come to the group in the middle of a rebalance.
    await group.runFor(chance.chance(0.4) ? chance.integer(20, 1500) : chance.integer(2000, 7000));
    const name = chance.pick(names);
    const process = group.process(name);
    if (!process.isAlive) group.start(name);
    else if (chance.chance(0.35)) group.leave(name);
    else if (chance.chance(0.4)) process.freeze(chance.integer(7000, 12_000));
    else if (chance.chance(0.6)) process.blockPoll(chance.integer(9000, 14_000));
    else process.restart();
  }
  await group.runFor(15_000);
  await group.end();
  return { name: `Day ${number}`, group };
}
