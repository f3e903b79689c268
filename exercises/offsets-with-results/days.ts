// Floor 6. Seeded days in the life of the group: members join, leave and crash, on rough days they also stand still until the group has gone
// on, while records keep coming. Knows no rule.
import { RandomStream } from 'simulator';
import { type Answer, AppGroup } from './app-group';

/** On calm days nobody is removed from the group who does not know it. */
export type Weather = 'calm' | 'rough';

export interface Day {
  /** `Day 3`. */
  readonly name: string;
  readonly group: AppGroup;
}

const dayCount = 2;
const stepsOfDay = 7;
const names = ['c1', 'c2', 'c3'];

/** Two days, each lived when it is asked for; one is cooperative. @param first the number of the first one, which is also its seed */
export async function* days(answer: Answer, weather: Weather, first: number): AsyncGenerator<Day> {
  for (let number = first; number < first + dayCount; number++) yield await live(answer, weather, number);
}

async function live(answer: Answer, weather: Weather, number: number): Promise<Day> {
  const chance = new RandomStream(`offsets-with-results/day ${number}`);
  const protocol = number % 2 === 0 ? 'eager' : 'cooperative';
  const group = new AppGroup(answer, { protocol, partitions: 3, records: 15, seed: number });
  group.start('c1', 'c2');
  for (let step = 0; step < stepsOfDay; step++) {
    await group.runFor(chance.chance(0.4) ? chance.integer(50, 600) : chance.integer(2000, 6000));
    group.produce(chance.integer(1, 12));
    // Mostly in the middle of a batch: it is polled, and its writes are on their way.
    await group.runFor(chance.integer(1, 60));
    const name = chance.pick(names);
    const process = group.process(name);
    if (!process.isAlive) group.start(name);
    else if (weather === 'calm') chance.chance(0.5) ? group.leave(name) : process.restart();
    else if (chance.chance(0.6)) process.freeze(chance.integer(7000, 12_000));
    else if (chance.chance(0.5)) process.blockPoll(chance.integer(9000, 14_000));
    else process.restart();
  }
  group.keep('c1', 'c2');
  await group.settle();
  return { name: `Day ${number}`, group };
}
