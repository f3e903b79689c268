// The rules of brief.md, in its order: single calls first, then every order in which owners can freeze, then a simulated group.
import { topicPartition } from 'kafka';
import { expectNoProblem, freshAnswer } from 'testkit';
import { it } from 'vitest';
import { FencedStore, tokenOf } from './answer';
import { type Answer, Database, type Owner, orders0 } from './database';
import { live } from './days';
import { type GroupOptions, OwnersGroup } from './group';
import { problemOfInterleavings } from './interleavings';

const answer = (): Answer => ({ FencedStore, tokenOf });
const tokens = () => freshAnswer<{ tokenOf: typeof tokenOf }>();

const orders1 = topicPartition('orders', 1);
const refunds0 = topicPartition('refunds', 0);

const owner = (member: string, generation: number, incarnation = 1): Owner => ({ member, generation, incarnation });

/** Calls on a new store, held against what is known of the owners. */
function expectCalls(calls: (database: Database) => void): void {
  const database = new Database(answer());
  calls(database);
  expectNoProblem(database.problem);
}

const group = (options: GroupOptions): OwnersGroup => new OwnersGroup(answer(), tokens, options);

it('R1: one owner, one row', () => {
  expectCalls((database) => {
    const c1 = owner('c1', 1);
    database.register(c1);
    database.write(c1, 0);
    database.read();
  });
});

it('R1: twelve rows keep their order', () => {
  expectCalls((database) => {
    const c1 = owner('c1', 1);
    database.register(c1);
    for (let offset = 0; offset < 12; offset++) database.write(c1, offset);
    database.read();
  });
});

it('R1: partitions are kept apart, and so are topics', () => {
  expectCalls((database) => {
    const c1 = owner('c1', 1);
    for (const [index, partition] of [orders0, orders1, refunds0].entries()) {
      database.register(c1, partition);
      database.write(c1, index, partition);
    }
    for (const partition of [orders0, orders1, refunds0]) database.read(partition);
  });
});

it('R1: what was read does not change afterwards', () => {
  const database = new Database(answer());
  const c1 = owner('c1', 1);
  database.register(c1);
  database.write(c1, 0);
  const before = database.read();
  database.write(c1, 1);
  expectNoProblem(
    before.length === 1
      ? undefined
      : `read() returned a list of one row, which has ${before.length} after the next write: return a copy.`,
  );
});

it('R2: a write of the owner before', () => {
  expectCalls((database) => {
    const [c1, c2] = [owner('c1', 3), owner('c2', 4)];
    database.register(c1);
    database.write(c1, 0);
    database.register(c2);
    database.write(c1, 1);
    database.write(c2, 1);
    database.read();
  });
});

it('R2: generation 10 is newer than generation 9', () => {
  expectCalls((database) => {
    const [c1, c2] = [owner('c1', 9), owner('c2', 10)];
    database.register(c1);
    database.register(c2);
    database.write(c1, 0);
    database.write(c2, 0);
    database.read();
  });
});

it('R2: the older owner was frozen before it registered', () => {
  expectCalls((database) => {
    const [c1, c2] = [owner('c1', 3), owner('c2', 4)];
    database.register(c2);
    database.register(c1);
    database.write(c1, 0);
  });
});

it('R2: a late registration changes nothing', () => {
  expectCalls((database) => {
    const [c1, c2, c3] = [owner('c1', 3), owner('c2', 4), owner('c3', 2)];
    database.register(c1);
    database.register(c2);
    database.register(c3);
    database.write(c1, 0);
    database.write(c3, 0);
    database.write(c2, 0);
    database.read();
  });
});

it('R3: it registers again, and once more', () => {
  expectCalls((database) => {
    const c1 = owner('c1', 5);
    database.register(c1);
    database.write(c1, 0);
    database.register(c1);
    database.register(c1);
    database.write(c1, 1);
    database.read();
  });
});

it('R3: another partition has a newer owner', () => {
  expectCalls((database) => {
    const [c1, c2] = [owner('c1', 3), owner('c2', 8)];
    database.register(c1, orders0);
    database.register(c2, orders1);
    database.register(c2, refunds0);
    database.write(c1, 0, orders0);
    database.write(c2, 0, orders1);
    database.read(orders0);
  });
});

it('R3: the same owner has a newer token for another partition', () => {
  expectCalls((database) => {
    database.register(owner('c1', 3), orders0);
    database.register(owner('c1', 8), orders1);
    database.write(owner('c1', 3), 0, orders0);
    database.write(owner('c1', 8), 0, orders1);
  });
});

it('R4: from c1 to c2 to c1, and the last one writes', () => {
  expectCalls((database) => {
    database.register(owner('c1', 3));
    database.register(owner('c2', 4));
    database.register(owner('c1', 5));
    database.write(owner('c1', 5), 0);
    database.read();
  });
});

it('R4: a write of the first time', () => {
  expectCalls((database) => {
    database.register(owner('c1', 3));
    database.register(owner('c2', 4));
    database.register(owner('c1', 5));
    database.write(owner('c1', 3), 0);
    database.write(owner('c2', 4), 0);
    database.write(owner('c1', 5), 0);
    database.read();
  });
});

it('R4: ten times to and fro', () => {
  expectCalls((database) => {
    for (let generation = 1; generation <= 20; generation++) {
      const now = owner(generation % 2 === 0 ? 'c1' : 'c2', generation);
      database.register(now);
      database.write(now, generation - 1);
      if (generation > 2) database.write(owner(now.member, generation - 2), 99);
    }
    database.read();
  });
});

it('R5: generation 1 of the second group', () => {
  expectCalls((database) => {
    const [c1, c2] = [owner('c1', 7, 1), owner('c2', 1, 2)];
    database.register(c1);
    database.write(c1, 0);
    database.register(c2);
    database.read();
    database.write(c2, 1);
    database.read();
  });
});

it('R5: a zombie of the first group', () => {
  expectCalls((database) => {
    const [c1, c2] = [owner('c1', 7, 1), owner('c2', 1, 2)];
    database.register(c1);
    database.register(c2);
    database.write(c1, 0);
    database.register(c1);
    database.write(c1, 0);
    database.write(c2, 0);
    database.read();
  });
});

it('R5: a group that had very many generations', () => {
  expectCalls((database) => {
    const [c1, c2] = [owner('c1', 2_147_483_647, 1), owner('c2', 1, 2)];
    database.register(c1);
    database.register(c2);
    database.write(c1, 0);
    database.write(c2, 0);
    database.read();
  });
});

it('R6: two owners freeze before, between and after any step', () => {
  expectNoProblem(problemOfInterleavings(answer(), [owner('c1', 3), owner('c2', 4)]));
});

it('R6: three owners, from c1 to c2 to c1', () => {
  expectNoProblem(problemOfInterleavings(answer(), [owner('c1', 9), owner('c2', 10), owner('c1', 11)]));
});

it('R6: an owner of each of two groups', () => {
  expectNoProblem(problemOfInterleavings(answer(), [owner('c1', 12, 1), owner('c2', 2, 2)]));
});

it('R7: a member freezes, at sixteen moments of its work', async () => {
  for (let ms = 10; ms < 170; ms += 10) {
    const shop = group({ protocol: 'eager', seed: ms });
    shop.start('c1');
    await shop.cluster.runFor(ms);
    shop.process('c1').freeze(12_000);
    shop.start('c2');
    await shop.cluster.runFor(15_000);
    shop.produce(5);
    shop.keep('c1', 'c2');
    await shop.expectEachOnce();
  }
});

it('R7: a member keeps a partition while others come and go', async () => {
  const shop = group({ protocol: 'cooperative', partitions: 4 });
  for (const name of ['c1', 'c2', 'c3']) {
    shop.start(name);
    await shop.cluster.runFor(5000);
    shop.produce(10);
  }
  shop.process('c3').crash();
  await shop.cluster.runFor(10_000);
  shop.produce(10);
  await shop.expectEachOnce();
});

it('R7: the group is deleted and made again, and somebody from before wakes up', async () => {
  const shop = group({ protocol: 'eager' });
  shop.start('c1');
  await shop.cluster.runFor(2000);
  shop.start('c2');
  await shop.cluster.runFor(5000);
  shop.produce(10);
  await shop.cluster.runFor(20);
  shop.process('c1').freeze(30_000);
  shop.process('c2').crash();
  await shop.cluster.runFor(10_000);
  await shop.deleteGroup();
  shop.start('c3');
  await shop.cluster.runFor(25_000);
  shop.produce(10);
  await shop.expectEachOnce();
});

it('R7: four seeded days', async () => {
  for (let day = 1; day <= 4; day++) {
    const shop = group({ protocol: day % 2 === 0 ? 'eager' : 'cooperative', partitions: 3, seed: day });
    await live(shop, day);
    await shop.expectEachOnce();
  }
});
