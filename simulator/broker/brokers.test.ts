import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../kernel/random.ts';
import { Simulation } from '../kernel/simulation.ts';
import type { Api, RequestOf, ResponseOf } from '../protocol/requests.ts';
import { topicPartition } from '../protocol/topic-partition.ts';
import type { TraceEvent } from '../protocol/trace-event.ts';
import type { Wire } from '../protocol/wire.ts';
import { Brokers, type BrokersOptions } from './brokers.ts';

const orders0 = topicPartition('orders', 0);

it('answers over the network', () => {
  const cluster = clusterOf({});
  const client = cluster.client('c1');
  const answer = client.ask(1, 'Metadata', { topics: ['orders'] });
  cluster.run(0);
  expect(answer()).toMatchObject({ topics: [{ topic: 'orders', error: 'NONE' }] });
});

function clusterOf(options: Partial<BrokersOptions>) {
  const simulation = new Simulation({ host: { turn: () => Promise.resolve() }, eventsMax: 100_000 });
  const trace: TraceEvent[] = [];
  const brokers = new Brokers({
    scheduler: simulation,
    randoms: new RandomStreams('test'),
    emit: (event) => trace.push(event),
    brokers: [{ id: 1 }, { id: 2 }, { id: 3 }],
    topics: [{ topic: 'orders', partitionCount: 3, replicationFactor: 2 }],
    ...options,
  });
  return {
    brokers,
    trace,
    run: (untilMs: number) => simulation.runMachinery(untilMs),
    client: (process: string) =>
      clientOn(brokers.network.wire({ process, clientId: process, clientHost: '/10.0.0.1' })),
  };
}

function clientOn(wire: Wire) {
  return {
    wire,
    /** @returns what came of it: the response, `disconnected`, or `undefined` as long as there is neither */
    ask<A extends Api>(brokerId: number, api: A, request: RequestOf<A>) {
      let outcome: ResponseOf<A> | 'disconnected' | undefined;
      wire.send(brokerId, api, request, {
        onResponse: (response) => {
          outcome = response;
        },
        onDisconnect: () => {
          outcome = 'disconnected';
        },
      });
      return () => outcome;
    },
  };
}

describe('failing over', () => {
  it('elects another leader once the controller has noticed a crash', () => {
    const { brokers, run } = clusterOf({});
    brokers.crashBroker(1);
    run(8999);
    expect(brokers.partition(orders0).leader).toBe(1);
    run(9000);
    expect(brokers.partition(orders0)).toMatchObject({ leader: 2, isr: [2], replicas: [1, 2] });
  });
});
