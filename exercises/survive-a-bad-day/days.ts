// Floor 6. Seeded bad days: what fails, when, and for how long. Knows no rule.
import { RandomStream } from 'simulator';
import { groupId } from './checks';
import { type Answer, Shop } from './shop';

const stepsOfDay = 9;
const pods = ['pod-1', 'pod-2', 'pod-3'];

/** What a group of our own solution needs on the day of this number. */
const referenceRebalances: Readonly<Record<number, number>> = { 1: 4, 2: 3, 11: 4, 12: 3 };

export interface Day {
  readonly name: string;
  readonly shop: Shop;
  readonly reference: number;
}

/** The days of a suite. Each is lived once, when it is first asked for, and then looked at for one rule after the other. */
export class Days {
  readonly #answer: Answer;
  readonly #lived = new Map<number, Promise<Shop>>();

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  async day(number: number): Promise<Day> {
    const shop = this.#lived.get(number) ?? live(this.#answer, number);
    this.#lived.set(number, shop);
    return { name: `Day ${number}`, shop: await shop, reference: referenceRebalances[number] ?? 0 };
  }
}

async function live(answer: Answer, number: number): Promise<Shop> {
  const chance = new RandomStream(`survive-a-bad-day/day ${number}`);
  const shop = new Shop(answer, { seed: number });
  await shop.begin();
  // One joins, and one is gone for good, at some time of the day.
  const joins = chance.integer(1, 3);
  const leaves = chance.integer(4, stepsOfDay - 2);
  for (let step = 0; step < stepsOfDay; step++) {
    await shop.runFor(chance.integer(3000, 9000));
    shop.produce(chance.integer(4, 10));
    await shop.runFor(chance.integer(5, 700));
    const name = chance.pick(pods);
    if (step === joins) shop.start('pod-4');
    else if (step === leaves) await gone(shop, 'pod-4');
    else await fail(shop, name, chance);
  }
  await shop.settle();
  return shop;
}

async function gone(shop: Shop, name: string): Promise<void> {
  if (shop.process(name).isAlive) shop.fails(() => shop.process(name).crash());
  await shop.runFor(60_000);
}

async function fail(shop: Shop, name: string, chance: RandomStream): Promise<void> {
  const { cluster } = shop;
  const process = shop.process(name);
  const broker = chance.integer(1, 3);
  const kind = chance.pick(['stop', 'crash', 'crash', 'freeze', 'block', 'broker', 'coordinator', 'link'] as const);
  const lastsMs = chance.integer(3000, 20_000);
  if (kind === 'stop' || kind === 'crash') await shop.restart(name, kind, chance.integer(1000, 15_000));
  else if (kind === 'coordinator') shop.fails(() => cluster.moveCoordinator(groupId, broker));
  else if (kind === 'broker') {
    shop.fails(() => cluster.crashBroker(broker));
    await shop.runFor(chance.integer(10_000, 30_000));
    cluster.restartBroker(broker);
    await shop.runFor(20_000);
  } else if (kind === 'link') {
    shop.fails(() => cluster.cut(name, broker));
    await shop.runFor(lastsMs);
    cluster.heal(name, broker);
    await shop.runFor(5000);
  } else if (process.state === 'running') {
    shop.fails(() => (kind === 'freeze' ? process.freeze(lastsMs) : process.blockPoll(lastsMs)));
    await shop.runFor(lastsMs);
  }
}
