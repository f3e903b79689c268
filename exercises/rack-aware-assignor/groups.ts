// Floor 6. Groups drawn by seed, small ones first: racks even, skewed, missing, and such that what lies first is not to be taken first.
import { RandomStream } from 'simulator';
import { groupCase, type NamedGroupCase } from 'testkit';

const kinds = ['even', 'skewed', 'missing', 'chain'] as const;
const racks = ['a', 'b', 'c', 'd'] as const;

export function smallGroups(): readonly NamedGroupCase[] {
  return Array.from({ length: 160 }, (_, at) => {
    const random = new RandomStream(`small racks ${at}`);
    const partitions = 1 + Math.floor((at * 12) / 160);
    return drawn(random, `group ${at + 1}`, at, partitions, random.integer(1, 6));
  });
}

export function largeGroups(): readonly NamedGroupCase[] {
  return Array.from({ length: 32 }, (_, at) => {
    const random = new RandomStream(`large racks ${at}`);
    return drawn(random, `large group ${at + 1}`, at, random.integer(20, 40 + 4 * at), random.integer(3, 20));
  });
}

function drawn(random: RandomStream, name: string, at: number, partitions: number, members: number): NamedGroupCase {
  const kind = kinds[at % kinds.length] ?? 'even';
  const ofOrders = random.integer(Math.ceil(partitions / 2), partitions);
  const topics = ofOrders === partitions ? { orders: ofOrders } : { orders: ofOrders, payments: partitions - ofOrders };
  const replicas = (count: number) => Array.from({ length: count }, () => replicaRacks(random, kind));
  return {
    id: `${name} (racks: ${kind})`,
    ...groupCase({
      topics,
      members: Object.fromEntries(
        Array.from({ length: members }, (_, number) => [
          `m${number}-${random.uuid().slice(0, 4)}`,
          { topics: Object.keys(topics), rackId: memberRack(random, kind) },
        ]),
      ),
      replicaRacks: Object.fromEntries(Object.entries(topics).map(([topic, count]) => [topic, replicas(count)])),
    }),
  };
}

function memberRack(random: RandomStream, kind: (typeof kinds)[number]): string | undefined {
  if (kind === 'missing' && random.chance(0.4)) return undefined;
  // A rack in which there is no broker.
  if (kind === 'missing' && random.chance(0.1)) return 'e';
  if (kind === 'skewed') return random.chance(0.6) ? 'a' : random.pick(racks);
  return random.pick(racks.slice(0, 3));
}

function replicaRacks(random: RandomStream, kind: (typeof kinds)[number]): readonly (string | undefined)[] {
  if (kind === 'missing') {
    return Array.from({ length: random.integer(1, 3) }, () => (random.chance(0.4) ? undefined : random.pick(racks)));
  }
  if (kind === 'chain') {
    const first = random.integer(0, 2);
    return random.chance(0.5) ? [racks[first]] : [racks[first], racks[(first + 1) % 3]];
  }
  const near = kind === 'skewed' && random.chance(0.7) ? ['a', 'b'] : racks;
  const one = random.pick(near);
  return random.chance(0.4) ? [one] : [one, random.pick(racks.filter((rack) => rack !== one))];
}
