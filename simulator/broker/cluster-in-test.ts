// Floor 3. A cluster of three brokers with clients that say what they ask: what tests of the brokers' side stand on.
import { RandomStreams } from '../kernel/random.ts';
import { Simulation } from '../kernel/simulation.ts';
import type { Traced } from '../kernel/trace.ts';
import type { Api, ProducedRecord, RequestOf, ResponseOf } from '../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../protocol/topic-partition.ts';
import type { TraceEvent } from '../protocol/trace-event.ts';
import { Brokers, type BrokersOptions } from './brokers.ts';

export const orders0: TopicPartition = topicPartition('orders', 0);

/** What came of a request: the response, `disconnected`, or `undefined` as long as there is neither. */
export type Outcome<A extends Api> = ResponseOf<A> | 'disconnected' | undefined;

export interface AskedRequest<A extends Api> {
  (): Outcome<A>;
  /** When it came. */
  atMs(): number | undefined;
}

/** Brokers 1, 2 and 3; the topic `orders` with 3 partitions of 2 replicas each, led by 1, 2 and 3. */
export function clusterInTest(options: Partial<BrokersOptions> = {}) {
  const simulation = new Simulation({ host: { turn: () => Promise.resolve() }, eventsMax: 1_000_000 });
  const trace: Traced<TraceEvent>[] = [];
  const brokers = new Brokers({
    scheduler: simulation,
    randoms: new RandomStreams('test'),
    emit: (event) => trace.push({ atMs: simulation.now(), ...event }),
    brokers: [{ id: 1 }, { id: 2 }, { id: 3 }],
    topics: [{ topic: 'orders', partitionCount: 3, replicationFactor: 2 }],
    ...options,
  });

  function client(process: string) {
    const wire = brokers.network.wire({ process, clientId: process, clientHost: '/10.0.0.1' });
    return {
      disconnect: wire.disconnect.bind(wire),
      ask<A extends Api>(brokerId: number, api: A, request: RequestOf<A>): AskedRequest<A> {
        let outcome: Outcome<A>;
        let atMs: number | undefined;
        const came = (what: ResponseOf<A> | 'disconnected') => {
          if (outcome !== undefined) throw new Error(`${api} was answered twice.`);
          outcome = what;
          atMs = simulation.now();
        };
        wire.send(brokerId, api, request, { onResponse: came, onDisconnect: () => came('disconnected') });
        return Object.assign(() => outcome, { atMs: () => atMs });
      },
      /** Asks, and runs until the present instant is over. */
      askNow<A extends Api>(brokerId: number, api: A, request: RequestOf<A>): Outcome<A> {
        const answer = this.ask(brokerId, api, request);
        run(simulation.now());
        return answer();
      },
    };
  }

  const run = (untilMs: number) => {
    simulation.runMachinery(untilMs);
  };
  return { brokers, trace, run, client, now: () => simulation.now(), at: simulation.schedule.bind(simulation) };
}

/** Records `a`, `b` and so on without a key, at time 0. */
export function recordsOf(...values: readonly unknown[]): readonly ProducedRecord[] {
  return values.map((value) => ({ key: null, value, timestamp: 0 }));
}

export function produceRequest(
  partition: TopicPartition,
  records: readonly ProducedRecord[],
  idempotent?: { readonly producerId: number; readonly baseSequence: number },
): RequestOf<'Produce'> {
  return {
    acks: -1,
    records: new Map([[partition, records]]),
    producerId: idempotent?.producerId,
    baseSequences: new Map(idempotent === undefined ? [] : [[partition, idempotent.baseSequence]]),
  };
}

export function fetchRequest(
  partition: TopicPartition,
  offset: number,
  more: Partial<RequestOf<'Fetch'>> = {},
): RequestOf<'Fetch'> {
  return {
    maxWaitMs: 500,
    minBytes: 1,
    partitions: new Map([[partition, offset]]),
    maxRecordsPerPartition: 500,
    rackId: undefined,
    ...more,
  };
}
