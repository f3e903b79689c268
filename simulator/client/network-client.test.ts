import { beforeEach, describe, expect, it } from 'vitest';
import { RandomStream } from '../kernel/random.ts';
import { Simulation } from '../kernel/simulation.ts';
import type { Api } from '../protocol/requests.ts';
import type { ResponseHandler, Wire } from '../protocol/wire.ts';
import { DisconnectException } from './errors.ts';
import { type Connection, NetworkClient } from './network-client.ts';
import { ExponentialBackoff } from './network-client-backoff.ts';

const general: Connection = { brokerId: 1, purpose: 'general' };
const toCoordinator: Connection = { brokerId: 1, purpose: 'coordinator' };

let simulation: Simulation;
let sent: { readonly brokerId: number; readonly api: Api; readonly handler: ResponseHandler<'Heartbeat'> }[];
let dropped: string[];
let network: NetworkClient;

beforeEach(() => {
  simulation = new Simulation({ host: { turn: () => Promise.resolve() }, eventsMax: 1000 });
  sent = [];
  dropped = [];
  const wire: Wire = {
    send: (brokerId, api, _request, handler) => {
      sent.push({ brokerId, api, handler: handler as ResponseHandler<'Heartbeat'> });
    },
    disconnect: (brokerId, purpose) => dropped.push(`${brokerId} ${purpose ?? 'all'}`),
  };
  const random = new RandomStream('test');
  network = new NetworkClient({
    clock: simulation,
    wire,
    random,
    requestTimeoutMs: 30_000,
    reconnectBackoff: new ExponentialBackoff(50, 1000, random),
  });
});

const heartbeat = { groupId: 'g', generationId: 1, memberId: 'm', groupInstanceId: null };
const error = (outcome: unknown) => (outcome as { error: unknown } | undefined)?.error;

describe('NetworkClient', () => {
  it('hands over the response', () => {
    const result = network.send(general, 'Heartbeat', heartbeat);
    sent[0]?.handler.onResponse({ error: 'NONE' });
    expect(result.outcome).toEqual({ value: { error: 'NONE' } });
    expect(network.inFlightCount).toBe(0);
  });

  it('fails everything on a connection when it breaks, and nothing on the other to the same broker', () => {
    const first = network.send(general, 'Heartbeat', heartbeat);
    const second = network.send(general, 'Heartbeat', heartbeat);
    const other = network.send(toCoordinator, 'Heartbeat', heartbeat);
    sent[0]?.handler.onDisconnect();
    expect(error(first.outcome)).toBeInstanceOf(DisconnectException);
    expect(error(second.outcome)).toBeInstanceOf(DisconnectException);
    expect(other.isDone).toBe(false);
  });

  it('closes a connection of which it learns late that it broke, with what was sent meanwhile', () => {
    network.send(toCoordinator, 'Heartbeat', heartbeat);
    const later = network.send(toCoordinator, 'Heartbeat', heartbeat);
    sent[0]?.handler.onDisconnect();
    expect(dropped).toEqual(['1 coordinator']);
    expect(error(later.outcome)).toBeInstanceOf(DisconnectException);
  });

  it('does not use a broken connection before its backoff is over', () => {
    network.send(general, 'Heartbeat', heartbeat);
    sent[0]?.handler.onDisconnect();
    expect(network.isUnavailable(general)).toBe(true);
    expect(error(network.send(general, 'Heartbeat', heartbeat).outcome)).toBeInstanceOf(DisconnectException);
    expect(sent).toHaveLength(1);
    simulation.runMachinery(60);
    expect(network.isUnavailable(general)).toBe(false);
    network.send(general, 'Heartbeat', heartbeat);
    expect(sent).toHaveLength(2);
  });

  it('drops a connection on which a request is not answered in time', () => {
    const slow = network.send(general, 'Heartbeat', heartbeat);
    simulation.runMachinery(10_000);
    const later = network.send(general, 'Heartbeat', heartbeat);
    simulation.runMachinery(29_999);
    expect(slow.isDone).toBe(false);
    simulation.runMachinery(30_000);
    expect(error(slow.outcome)).toBeInstanceOf(DisconnectException);
    expect(error(later.outcome)).toBeInstanceOf(DisconnectException);
    expect(dropped).toEqual(['1 general']);
  });

  it('lets a request have a longer timeout than others', () => {
    const patient = network.send(general, 'Heartbeat', heartbeat, 300_000);
    simulation.runMachinery(299_999);
    expect(patient.isDone).toBe(false);
    simulation.runMachinery(300_000);
    expect(patient.isDone).toBe(true);
  });

  it('takes no notice of what comes after a request was given up', () => {
    const result = network.send(general, 'Heartbeat', heartbeat);
    network.disconnect(general);
    sent[0]?.handler.onResponse({ error: 'NONE' });
    expect(error(result.outcome)).toBeInstanceOf(DisconnectException);
  });

  describe('asks, for what any broker can answer,', () => {
    const ask = (brokerId: number) => network.send({ brokerId, purpose: 'general' }, 'Heartbeat', heartbeat);
    const answer = (at: number) => sent[at]?.handler.onResponse({ error: 'NONE' });

    it('the broker with the fewest in flight of those that have answered', () => {
      for (const brokerId of [1, 2]) ask(brokerId);
      for (const at of [0, 1]) answer(at);
      ask(1);
      expect(network.leastLoadedBroker([1, 2, 3])).toBe(2);
      ask(2);
      ask(2);
      expect(network.leastLoadedBroker([1, 2, 3])).toBe(1);
    });

    it('rather one that it is connecting to than one more', () => {
      ask(2);
      expect(network.leastLoadedBroker([1, 2, 3])).toBe(2);
      sent[0]?.handler.onDisconnect();
      expect(network.leastLoadedBroker([1, 2])).toBe(1);
    });

    it('of those without a connection the one that was tried longest ago, and none in its backoff', () => {
      ask(1);
      sent[0]?.handler.onDisconnect();
      simulation.runMachinery(200);
      ask(2);
      sent[1]?.handler.onDisconnect();
      expect(network.leastLoadedBroker([2])).toBeUndefined();
      simulation.runMachinery(400);
      expect(network.leastLoadedBroker([1, 2])).toBe(1);
      expect(network.leastLoadedBroker([1, 2, 3])).toBe(3);
    });
  });
});

describe('ExponentialBackoff', () => {
  it('doubles up to its limit, give or take a fifth', () => {
    const backoff = new ExponentialBackoff(100, 1000, new RandomStream('test'));
    for (const [attempts, middle] of [100, 200, 400, 800].entries()) {
      const waits = Array.from({ length: 50 }, () => backoff.afterMs(attempts));
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(middle * 0.8 - 1);
      expect(Math.max(...waits)).toBeLessThanOrEqual(Math.min(1000, middle * 1.2));
    }
    expect(backoff.afterMs(60)).toBeLessThanOrEqual(1000);
  });
});
