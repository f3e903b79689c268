// Floor 7. What can be done to a live cluster with one key: words, key, and the scenario's events that do it. Pure; checks nothing, which
// the simulator's parser does.
import type { Cluster, Written } from './protocol.ts';

export interface Poke {
  readonly key: string;
  /** On the button. */
  readonly label: string;
  /** `Crash c2`. */
  words(name: string): string;
  events(name: string, at: string): readonly Written[];
  /** In which states of the process it can be done. */
  readonly when: readonly string[];
}

const alive = ['running', 'frozen', 'blocked', 'stopping'] as const;
const ended = ['stopped', 'crashed'] as const;

export const consumerPokes: readonly Poke[] = [
  {
    key: 'c',
    label: 'Crash',
    words: (name) => `${name} crashes`,
    events: (name, at) => [{ at, crash: name }],
    when: alive,
  },
  {
    key: 's',
    label: 'Stop',
    words: (name) => `${name} is closed and leaves the group`,
    events: (name, at) => [{ at, close: name }],
    when: ['running', 'blocked', 'frozen'],
  },
  {
    key: 's',
    label: 'Start',
    words: (name) => `${name} starts again`,
    events: (name, at) => [{ at, start: name }],
    when: ended,
  },
  {
    key: 'r',
    label: 'Restart',
    words: (name) => `${name} crashes and is back after 2 s`,
    events: (name, at) => [{ at, restart: name, down: '2s' }],
    when: [...alive, ...ended],
  },
  {
    key: 'z',
    label: 'Freeze 15 s',
    words: (name) => `${name} is frozen for 15 s`,
    events: (name, at) => [{ at, freeze: name, for: '15s' }],
    when: ['running'],
  },
  {
    key: 'b',
    label: 'Block its poll 20 s',
    words: (name) => `The application of ${name} stands still for 20 s`,
    events: (name, at) => [{ at, blockPoll: name, for: '20s' }],
    when: ['running'],
  },
  {
    key: 'x',
    label: 'Cut off 15 s',
    words: (name) => `${name} is cut off for 15 s`,
    events: (name, at) => [{ at, cut: name, for: '15s' }],
    when: alive,
  },
  {
    key: 'w',
    label: 'Slow network 20 s',
    words: (name) => `The network of ${name} is slow for 20 s`,
    events: (name, at) => [{ at, slow: name, latency: '300ms..900ms', for: '20s' }],
    when: alive,
  },
];

/** What can be done to a broker, by its number. */
export const brokerPokes = [
  { label: 'Crash', event: 'crashBroker', words: 'crashes', when: 'up' },
  { label: 'Stop', event: 'stopBroker', words: 'is stopped', when: 'up' },
  { label: 'Restart', event: 'restartBroker', words: 'comes back', when: 'down' },
] as const;

/** The poke behind a key, for a process in this state. */
export function pokeOfKey(key: string, state: string): Poke | undefined {
  return consumerPokes.find((poke) => poke.key === key && poke.when.includes(state));
}

/** The coordinator's place goes to the next broker that is up. */
export function nextCoordinator({ brokers }: Cluster, coordinator: number | undefined): number | undefined {
  const up = brokers.filter(({ state, id }) => state === 'up' && id !== coordinator).map(({ id }) => id);
  return up.find((id) => id > (coordinator ?? 0)) ?? up[0];
}
