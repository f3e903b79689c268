// Floor 6. Groups drawn by seed, small ones first: weights equal, skewed, zero, missing and worse; subscriptions equal and different.
import { RandomStream } from 'simulator';
import { groupCase, type NamedGroupCase } from 'testkit';

type Draw = (random: RandomStream) => unknown;

/** How the weights of a group are drawn; each group has one kind. */
const kinds: Readonly<Record<string, Draw>> = {
  equal: () => ({ weight: 2 }),
  small: (random) => ({ weight: random.integer(1, 4) }),
  halves: (random) => ({ weight: random.integer(1, 8) / 2 }),
  tenths: (random) => ({ weight: random.integer(1, 30) / 10 }),
  skewed: (random) => ({ weight: random.chance(0.2) ? random.integer(50, 100) : 1 }),
  zeros: (random) => ({ weight: random.chance(0.4) ? 0 : random.integer(1, 3) }),
  mixed: (random) => (random.chance(0.4) ? garbage(random) : { weight: random.integer(0, 5) }),
};

/** What members have been seen to send: nothing, other things, and numbers that are no weight. */
function garbage(random: RandomStream): unknown {
  return random.pick<unknown>([
    undefined,
    null,
    'weight=3',
    3,
    [],
    {},
    { weight: undefined },
    { weight: null },
    { weight: '3' },
    { weight: -2 },
    { weight: Number.NaN },
    { weight: Number.POSITIVE_INFINITY },
    { weight: { cores: 4 } },
    { cores: 4 },
    new Uint8Array([0, 3]),
  ]);
}

/** @param subscriptions whether all read the same topics */
export function seededGroups(subscriptions: 'equal' | 'different'): readonly NamedGroupCase[] {
  const names = Object.keys(kinds);
  return Array.from({ length: 140 }, (_, at) => {
    const random = new RandomStream(`weighted ${subscriptions} ${at}`);
    const kind = names[at % names.length] ?? '';
    const size = 1 + Math.floor(at / 10);
    const topics = Object.fromEntries(
      Array.from({ length: random.integer(1, 4) }, (_topic, number) => [`t${number}`, random.integer(0, 2 * size)]),
    );
    const all = Object.keys(topics);
    const members = Object.fromEntries(
      Array.from({ length: random.integer(1, 2 + size) }, (_member, number) => [
        `m${number}-${random.uuid().slice(0, 4)}`,
        {
          topics: subscriptions === 'equal' ? all : all.filter(() => random.chance(0.6)),
          userData: kinds[kind]?.(random),
        },
      ]),
    );
    return { id: `group ${at + 1} (weights: ${kind})`, ...groupCase({ topics, members }) };
  });
}
