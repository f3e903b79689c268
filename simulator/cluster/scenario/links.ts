// Floor 4. The links of a scenario that were cut or slowed by its events, so that each heals when it is to: an earlier event's end
// does not end a later one's.
import type { Latency } from '../../broker/network/latency.ts';
import type { SimulatedCluster } from '../simulated-cluster.ts';
import type { CutWay, Link } from './scenario.ts';

interface Pair {
  readonly process: string;
  readonly broker: number;
}

const ways = { requests: 'to', answers: 'from', both: 'both' } as const satisfies Record<CutWay, string>;

export class Links {
  readonly #cluster: SimulatedCluster;
  readonly #processes: readonly string[];
  readonly #latency: Latency;
  /** What is cut or slowed, with a number that tells one such event from the next. */
  readonly #cut = new Map<string, number>();
  readonly #slow = new Map<string, number>();
  #eventCount = 0;

  /** @param latency of a link that nothing was done to */
  constructor(cluster: SimulatedCluster, processes: readonly string[], latency: Latency) {
    this.#cluster = cluster;
    this.#processes = processes;
    this.#latency = latency;
  }

  cut(link: Link, way: CutWay, forMs: number | undefined): void {
    const number = ++this.#eventCount;
    for (const pair of this.#pairs(link)) {
      this.#cluster.cut(pair.process, pair.broker, ways[way]);
      this.#cut.set(keyOf(pair), number);
    }
    if (forMs !== undefined) this.#cluster.schedule(forMs, () => this.#healCuts(link, number));
  }

  slow(link: Link, latency: Latency, forMs: number | undefined): void {
    const number = ++this.#eventCount;
    for (const pair of this.#pairs(link)) {
      this.#cluster.setLatency(latency, pair.process, pair.broker);
      this.#slow.set(keyOf(pair), number);
    }
    if (forMs !== undefined) this.#cluster.schedule(forMs, () => this.#healSlowness(link, number));
  }

  heal(link: Link): void {
    this.#healCuts(link);
    this.#healSlowness(link);
  }

  /** @param number only where this event was the last one */
  #healCuts(link: Link, number?: number): void {
    for (const pair of this.#pairs(link)) {
      const last = this.#cut.get(keyOf(pair));
      if (last === undefined || (number !== undefined && number !== last)) continue;
      this.#cut.delete(keyOf(pair));
      this.#cluster.heal(pair.process, pair.broker);
    }
  }

  #healSlowness(link: Link, number?: number): void {
    for (const pair of this.#pairs(link)) {
      const last = this.#slow.get(keyOf(pair));
      if (last === undefined || (number !== undefined && number !== last)) continue;
      this.#slow.delete(keyOf(pair));
      this.#cluster.setLatency(this.#latency, pair.process, pair.broker);
    }
  }

  #pairs({ process, broker }: Link): readonly Pair[] {
    const brokers = broker === undefined ? this.#cluster.brokers.map(({ id }) => id) : [broker];
    const processes = process === undefined ? this.#processes : [process];
    return processes.flatMap((name) => brokers.map((id) => ({ process: name, broker: id })));
  }
}

const keyOf = ({ process, broker }: Pair): string => `${process} ${broker}`;
