// Floor 7. The keys of the playground: what each does, and the list of them for who asks.
import type { Signal } from '@preact/signals';
import type { Playground } from '../playground.ts';
import { consumerPokes, pokeOfKey } from '../pokes.ts';
import type { Cluster } from '../protocol.ts';
import { timeText } from '../scenario-text.ts';
import { addConsumer } from './panel.tsx';
import { nextSpeed } from './transport.tsx';

interface Keyed {
  readonly playground: Playground;
  readonly chosen: Signal<string>;
  fork(): void;
}

const others = [
  ['Space', 'run or pause'],
  ['.', 'on to the next event'],
  ['n', 'on to the next rebalance'],
  ['+ −', 'faster, slower'],
  ['f', 'fork at the playhead'],
  ['1 … 9', 'choose a consumer'],
  ['a', 'add a consumer'],
  ['p', 'produce 100 records'],
  ['t', 'open the terminal'],
] as const;

export function KeyList() {
  const pokes = consumerPokes.map(({ key, label }) => [key, label.toLowerCase()] as const);
  return (
    <details class="timeline-keys">
      <summary>Keys of the playground</summary>
      <dl>
        {[...others, ...pokes].map(([key, does]) => (
          <div key={does}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** @returns whether the key means something here */
export function pressed(key: string, { playground, chosen, fork }: Keyed): boolean {
  const cluster = playground.seen.value?.cluster;
  if (cluster === undefined) return false;
  const simple: Readonly<Record<string, () => void>> = {
    ' ': () => (playground.isPlaying.value ? playground.pause() : playground.play()),
    '.': () => void playground.stepTo('event'),
    n: () => void playground.stepTo('rebalance'),
    f: fork,
    a: () => addConsumer(playground, cluster),
    p: () => produce(playground, cluster),
    '+': () => speed(playground, 1),
    '-': () => speed(playground, -1),
  };
  const act = simple[key];
  if (act !== undefined) {
    act();
    return true;
  }
  if (/^[1-9]$/.test(key)) {
    const name = cluster.consumers[Number(key) - 1]?.name;
    if (name !== undefined) chosen.value = name;
    return name !== undefined;
  }
  const consumer = cluster.consumers.find(({ name }) => name === chosen.value) ?? cluster.consumers[0];
  const poke = consumer && pokeOfKey(key, consumer.state);
  if (consumer === undefined || poke === undefined) return false;
  void playground.poke(poke.words(consumer.name), (ms) => poke.events(consumer.name, timeText(ms)));
  return true;
}

function produce(playground: Playground, { topics }: Cluster): void {
  const topic = topics[0]?.name;
  if (topic === undefined) return;
  void playground.poke(`100 records into ${topic}`, (ms) => [{ at: timeText(ms), produce: topic, records: 100 }]);
}

function speed(playground: Playground, by: 1 | -1): void {
  playground.speed.value = nextSpeed(playground.speed.value, by);
}
