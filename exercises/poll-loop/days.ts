// Floor 6. Seeded days in the life of the group: members crash, join and shut down, and records keep coming.
// Knows no rule.
import { RandomStream } from 'simulator';
import { type Answer, Shop } from './shop';

export interface Day {
  /** `Day 3`. */
  readonly name: string;
  readonly shop: Shop;
  /** How many lives of processes were ended by a crash. */
  readonly crashes: number;
  /** Processes that were asked to shut down when nothing was left to do. */
  readonly stopped: readonly string[];
}

const dayCount = 3;
const stepsOfDay = 7;
const names = ['c1', 'c2', 'c3'];

/** Three days, each lived when it is asked for. @param first the number of the first one, which is also its seed */
export async function* days(answer: Answer, first: number): AsyncGenerator<Day> {
  for (let number = first; number < first + dayCount; number++) yield await live(answer, number);
}

async function live(answer: Answer, number: number): Promise<Day> {
  const chance = new RandomStream(`poll-loop/day ${number}`);
  const shop = new Shop(answer, { partitions: 3, records: 12, seed: number });
  shop.start('c1', 'c2');
  let crashes = 0;
  for (let step = 0; step < stepsOfDay; step++) {
    await shop.cluster.runFor(chance.chance(0.7) ? chance.integer(5, 80) : chance.integer(1000, 8000));
    const name = chance.pick(names);
    const { isAlive } = shop.process(name);
    if (!isAlive) {
      shop.start(name);
    } else if (chance.chance(0.6)) {
      crashes++;
      if (chance.chance(0.5)) shop.process(name).restart();
      else shop.process(name).crash();
    } else if (shop.process(name).state === 'running') {
      shop.stop(name);
    }
    if (chance.chance(0.4)) shop.produce(chance.integer(1, 8));
  }
  for (const name of ['c1', 'c2']) if (!shop.process(name).isAlive) shop.start(name);
  await shop.settle();
  const stopped = names.filter((name) => shop.process(name).state === 'running');
  for (const name of stopped) shop.stop(name);
  // A member that waits for its JoinGroup leaves behind it: not before the group is complete, or a dead member's session is over.
  await shop.cluster.runFor(10_000);
  return { name: `Day ${number}`, shop, crashes, stopped };
}
