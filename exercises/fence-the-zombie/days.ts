// Floor 6. Seeded days of a group: its members freeze for longer than their sessions, crash, leave and come back. Knows no rule.
import { RandomStream } from 'simulator';
import type { OwnersGroup } from './group';

const stepsOfDay = 8;
const names = ['c1', 'c2', 'c3'];

export async function live(group: OwnersGroup, number: number): Promise<void> {
  const chance = new RandomStream(`fence-the-zombie/day ${number}`);
  group.start('c1', 'c2');
  for (let step = 0; step < stepsOfDay; step++) {
    await group.cluster.runFor(chance.chance(0.5) ? chance.integer(10, 300) : chance.integer(2000, 9000));
    if (chance.chance(0.6)) group.produce(chance.integer(5, 20));
    await group.cluster.runFor(chance.integer(1, 60));
    const name = chance.pick(names);
    const process = group.process(name);
    if (!process.isAlive) group.start(name);
    else if (process.state !== 'running') continue;
    else if (chance.chance(0.7)) process.freeze(chance.integer(6500, 14_000));
    else if (chance.chance(0.5)) process.restart();
    else process.crash();
  }
  await group.cluster.runFor(20_000);
  group.keep('c1', 'c2');
}
