// Floor 6. A seeded day in the life of the group: records come in bursts and take from a third of a second to eight, members join, leave and
// freeze. Knows no rule.
import { RandomStream } from 'simulator';
import type { Protocol } from 'testkit';
import { type Answer, AppGroup, type GroupOptions } from './app-group';

const stepsOfDay = 6;
const names = ['c1', 'c2', 'c3'];

/** @param number which day it is, which is also its seed */
export async function day(answer: Answer, number: number, protocol: Protocol): Promise<AppGroup> {
  const chance = new RandomStream(`slow-processing/day ${number}`);
  const takesMs: GroupOptions['takesMs'] = ({ partition, offset }) =>
    new RandomStream(`slow-processing/${number}/${partition}@${offset}`).integer(300, offset % 4 === 0 ? 8000 : 900);
  const group = new AppGroup(answer, { protocol, partitions: 4, takesMs, seed: number });
  group.produce(6);
  group.start('c1', 'c2');
  for (let step = 0; step < stepsOfDay; step++) {
    await group.runFor(chance.integer(500, 5000));
    const name = chance.pick(names);
    if (!group.process(name).isAlive) group.start(name);
    else if (chance.chance(0.5)) group.leave(name);
    else group.freeze(name, chance.integer(7000, 10_000));
    if (chance.chance(0.6)) group.produce(chance.integer(1, 10), chance.integer(0, 3));
  }
  // Whoever was asked to leave has time to do so.
  await group.runFor(12_000);
  for (const name of ['c1', 'c2']) if (!group.process(name).isAlive) group.start(name);
  await group.settle(120_000);
  return group;
}
