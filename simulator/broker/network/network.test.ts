import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterInTest, fetchRequest, orders0, produceRequest, recordsOf } from '../cluster-in-test.ts';
import type { Latency } from './latency.ts';
import { defaultNetwork } from './network.ts';

const constant = (ms: number): Latency => ({ kind: 'constant', ms });
const listAll = { statesFilter: [] };

describe('latency', () => {
  it('of nothing answers within the same millisecond', () => {
    const cluster = clusterInTest();
    const answer = cluster.client('c1').ask(1, 'ListGroups', listAll);
    cluster.run(0);
    expect(answer.atMs()).toBe(0);
  });

  it('counts both ways, with what the broker takes for the request', () => {
    const cluster = clusterInTest();
    cluster.brokers.network.setLatency(constant(10));
    cluster.brokers.setProcessing(1, 5);
    const answer = cluster.client('c1').ask(1, 'ListGroups', listAll);
    cluster.run(100);
    expect(answer.atMs()).toBe(25);
  });

  it('may be that of one end, or of one link', () => {
    const cluster = clusterInTest();
    const { network } = cluster.brokers;
    network.setLatency(constant(1));
    network.setLatency(constant(50), 2);
    network.setLatency(constant(200), 'c2', 2);
    const near = cluster.client('c1').ask(1, 'ListGroups', listAll);
    const far = cluster.client('c1').ask(2, 'ListGroups', listAll);
    const farthest = cluster.client('c2').ask(2, 'ListGroups', listAll);
    cluster.run(1000);
    expect([near, far, farthest].map(({ atMs }) => atMs())).toEqual([2, 100, 400]);
  });

  it('never lets a request overtake another one of its connection', () => {
    const draw = fc.record({ seedPart: fc.nat(1000), count: fc.integer({ min: 2, max: 20 }) });
    fc.assert(
      fc.property(draw, ({ seedPart, count }) => {
        const cluster = clusterInTest();
        cluster.brokers.network.setLatency({ kind: 'exponential', minMs: 0, meanMs: 20, maxMs: 500 });
        const client = cluster.client(`c${seedPart}`);
        const answers = Array.from({ length: count }, () => client.ask(1, 'ListGroups', listAll));
        cluster.run(60_000);
        const times = answers.map(({ atMs }) => atMs() ?? -1);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times[0]).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is drawn for each client on its own: another client changes nobody’s luck', () => {
    const timesOfFirst = (others: readonly string[]) => {
      const cluster = clusterInTest();
      cluster.brokers.network.setLatency({ kind: 'uniform', minMs: 0, maxMs: 1000 });
      for (const other of others) cluster.client(other).ask(1, 'ListGroups', listAll);
      const answer = cluster.client('c1').ask(1, 'ListGroups', listAll);
      cluster.run(10_000);
      return answer.atMs();
    };
    expect(timesOfFirst(['c2', 'c3'])).toBe(timesOfFirst([]));
  });

  it.each<[Latency, string]>([
    [constant(-1), 'constant latency: ms is -1. Give whole milliseconds, 0 or more.'],
    [constant(0.5), 'constant latency: ms is 0.5.'],
    [{ kind: 'uniform', minMs: 5, maxMs: 1 }, 'uniform latency: maxMs 1 is below minMs 5.'],
  ])('is refused when it cannot be: %o', (latency, message) => {
    expect(() => clusterInTest({ config: { network: { ...defaultNetwork, latency } } })).toThrow(message);
    expect(() => clusterInTest().brokers.network.setLatency(latency)).toThrow(message);
  });
});

describe('a connection', () => {
  it('is served one request at a time: what is sent behind a long fetch waits for it', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    const fetch = client.ask(1, 'Fetch', fetchRequest(orders0, 0));
    const behind = client.ask(1, 'ListGroups', listAll);
    const heartbeat = client.ask(1, 'OffsetFetch', { groupId: 'g', partitions: null, requireStable: true });
    cluster.run(1000);
    expect([fetch, behind, heartbeat].map(({ atMs }) => atMs())).toEqual([500, 500, 0]);
  });

  it('that the client drops brings no answer, and what was sent over it still arrives', () => {
    const cluster = clusterInTest();
    cluster.brokers.network.setLatency(constant(10));
    const client = cluster.client('c1');
    const answer = client.ask(1, 'Produce', produceRequest(orders0, recordsOf('a')));
    client.disconnect(1);
    cluster.run(100);
    expect(answer()).toBeUndefined();
    expect(cluster.brokers.partition(orders0).logEndOffset).toBe(1);
  });

  it('of a process that is gone is closed, too', () => {
    const cluster = clusterInTest();
    cluster.brokers.network.setLatency(constant(10));
    const answer = cluster.client('c1').ask(1, 'ListGroups', listAll);
    cluster.run(12);
    cluster.brokers.network.closeProcess('c1');
    cluster.run(100);
    expect(answer()).toBeUndefined();
    expect(cluster.trace.at(-1)).toMatchObject({ kind: 'response.dropped', why: 'connection closed by the client' });
  });
});

describe('a cut', () => {
  it('holds messages back until it is healed, in their order', () => {
    const cluster = clusterInTest();
    const { network } = cluster.brokers;
    network.setLatency(constant(10));
    const client = cluster.client('c1');
    client.ask(1, 'ListGroups', listAll);
    cluster.run(100);
    network.cut('c1', 1);
    client.ask(1, 'Produce', produceRequest(orders0, recordsOf('a')));
    const second = client.ask(1, 'Produce', produceRequest(orders0, recordsOf('b')));
    cluster.run(5000);
    expect(cluster.brokers.partition(orders0).logEndOffset).toBe(0);
    network.heal('c1', 1);
    cluster.run(6000);
    expect(cluster.brokers.records(orders0).map(({ value }) => value)).toEqual(['a', 'b']);
    expect(second.atMs()).toBe(5020);
  });

  it('may be one way: the broker does what it is told, and the client never learns of it', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    client.askNow(1, 'ListGroups', listAll);
    cluster.brokers.network.cut('c1', 1, 'from');
    const answer = client.ask(1, 'Produce', produceRequest(orders0, recordsOf('a')));
    cluster.run(60_000);
    expect(answer()).toBeUndefined();
    expect(cluster.brokers.partition(orders0).logEndOffset).toBe(1);
  });

  it('lets no connection be made, even when it is one way', () => {
    const cluster = clusterInTest();
    cluster.brokers.network.cut('c1', 1, 'from');
    const answer = cluster.client('c1').ask(1, 'Produce', produceRequest(orders0, recordsOf('a')));
    cluster.run(60_000);
    expect([answer(), answer.atMs()]).toEqual(['disconnected', 10_000]);
    expect(cluster.brokers.partition(orders0).logEndOffset).toBe(0);
  });

  it('hides the crash of a broker until it is healed', () => {
    const cluster = clusterInTest();
    const client = cluster.client('c1');
    client.askNow(1, 'ListGroups', listAll);
    const fetch = client.ask(1, 'Fetch', fetchRequest(orders0, 0, { maxWaitMs: 60_000 }));
    cluster.run(0);
    cluster.brokers.network.cut('c1', 1);
    cluster.brokers.crashBroker(1);
    cluster.run(5000);
    expect(fetch()).toBeUndefined();
    cluster.brokers.network.heal('c1', 1);
    cluster.run(5000);
    expect(fetch()).toBe('disconnected');
  });

  it('that is healed changes nothing for links that were whole', () => {
    const cluster = clusterInTest();
    const { network } = cluster.brokers;
    network.setLatency(constant(10));
    network.cut('c2', 1);
    const answer = cluster.client('c1').ask(1, 'ListGroups', listAll);
    cluster.at(10, 'timer', () => network.heal('c2', 1));
    cluster.run(100);
    expect(answer.atMs()).toBe(20);
  });

  it('that is healed in one direction only still holds the other one back', () => {
    const cluster = clusterInTest();
    const { network } = cluster.brokers;
    const client = cluster.client('c1');
    client.askNow(1, 'ListGroups', listAll);
    network.cut('c1', 1);
    const answer = client.ask(1, 'Produce', produceRequest(orders0, recordsOf('a')));
    cluster.run(100);
    network.heal('c1', 1, 'to');
    cluster.run(200);
    expect([answer(), cluster.brokers.partition(orders0).logEndOffset]).toEqual([undefined, 1]);
    network.heal('c1', 1, 'from');
    cluster.run(300);
    expect(answer.atMs()).toBe(200);
  });

  it('runs between a process and a broker', () => {
    const { network } = clusterInTest().brokers;
    expect(() => network.cut('c1', 'c2')).toThrow('A link runs between a process and a broker, not between c1 and c2.');
    expect(() => network.cut('c1', 7)).toThrow('There is no broker 7. Brokers: 1, 2, 3.');
  });
});

describe('a lost message', () => {
  const losing = (effect: 'stall' | 'reset') => {
    const cluster = clusterInTest();
    const { network } = cluster.brokers;
    network.setLatency(constant(10));
    const client = cluster.client('c1');
    client.ask(1, 'ListGroups', listAll);
    cluster.run(100);
    return { ...cluster, client, network, lose: (probability: number) => network.setLoss({ probability, effect }) };
  };

  it('stalls its connection: what comes behind it does not arrive either, and the client is not told', () => {
    const { lose, client, run, brokers } = losing('stall');
    lose(1);
    const lost = client.ask(1, 'ListGroups', listAll);
    lose(0);
    const behind = client.ask(1, 'Produce', produceRequest(orders0, recordsOf('a')));
    run(60_000);
    expect([lost(), behind()]).toEqual([undefined, undefined]);
    expect(brokers.partition(orders0).logEndOffset).toBe(0);
    client.disconnect(1);
    const again = client.ask(1, 'ListGroups', listAll);
    run(61_000);
    expect(again.atMs()).toBe(60_020);
  });

  it('may reset the connection instead, of which the client hears', () => {
    const { lose, client, run } = losing('reset');
    lose(1);
    const lost = client.ask(1, 'ListGroups', listAll);
    run(1000);
    expect([lost(), lost.atMs()]).toEqual(['disconnected', 110]);
  });

  it('that was an answer leaves a broker that has done what it was asked: sent again, it is done twice', () => {
    const { lose, client, run, brokers } = losing('reset');
    const request = produceRequest(orders0, recordsOf('a'));
    const first = client.ask(1, 'Produce', request);
    run(105);
    lose(1);
    run(200);
    expect(first()).toBe('disconnected');
    lose(0);
    client.ask(1, 'Produce', request);
    run(300);
    expect(brokers.records(orders0).map(({ value }) => value)).toEqual(['a', 'a']);
  });

  it('is refused when its probability is none', () => {
    expect(() => clusterInTest().brokers.network.setLoss({ probability: 2, effect: 'stall' })).toThrow(
      'Give the probability as a number from 0 to 1.',
    );
  });
});

describe('a broker that goes down', () => {
  it('disconnects its clients, and what was on its way is lost', () => {
    const cluster = clusterInTest();
    cluster.brokers.network.setLatency(constant(10));
    const client = cluster.client('c1');
    client.ask(1, 'ListGroups', listAll);
    cluster.run(100);
    const answer = client.ask(1, 'Produce', produceRequest(orders0, recordsOf('a')));
    cluster.run(105);
    cluster.brokers.crashBroker(1);
    cluster.run(1000);
    expect([answer(), answer.atMs()]).toEqual(['disconnected', 115]);
    expect(cluster.brokers.partition(orders0).logEndOffset).toBe(0);
    const dropped = cluster.trace.find(({ kind }) => kind === 'request.dropped');
    expect(dropped).toMatchObject({ atMs: 110, why: 'connection closed by the broker' });
  });

  it('refuses connections until it is up again', () => {
    const cluster = clusterInTest();
    cluster.brokers.network.setLatency(constant(10));
    cluster.brokers.stopBroker(1);
    const client = cluster.client('c1');
    const refused = client.ask(1, 'ListGroups', listAll);
    cluster.run(100);
    expect([refused(), refused.atMs()]).toEqual(['disconnected', 20]);
    cluster.brokers.restartBroker(1);
    const served = client.ask(1, 'ListGroups', listAll);
    cluster.run(200);
    expect(served()).toMatchObject({ error: 'NONE' });
  });

  it('answers what it had done before', () => {
    const cluster = clusterInTest();
    cluster.brokers.network.setLatency(constant(10));
    const answer = cluster.client('c1').ask(1, 'Produce', produceRequest(orders0, recordsOf('a')));
    cluster.run(10);
    cluster.brokers.crashBroker(1);
    cluster.run(100);
    expect(answer()).toMatchObject({ partitions: new Map([[orders0, { error: 'NONE', baseOffset: 0 }]]) });
  });
});

it('says of each request exactly what became of it', () => {
  const fault = fc.constantFrom('cut', 'heal', 'crash', 'restart', 'lose', 'keep', 'drop', 'ask', 'ask', 'ask', 'wait');
  fc.assert(
    fc.property(fc.array(fault, { maxLength: 60 }), fc.nat(20), (faults, latencyMs) => {
      const cluster = clusterInTest({
        config: {
          brokerSessionTimeoutMs: 0,
          network: { ...defaultNetwork, latency: { kind: 'uniform', minMs: 0, maxMs: latencyMs } },
        },
      });
      const { network } = cluster.brokers;
      const client = cluster.client('c1');
      const isUp = () => cluster.brokers.brokers.find(({ id }) => id === 1)?.state === 'up';
      const heard: { what: () => unknown }[] = [];
      for (const each of faults) {
        if (each === 'cut') network.cut('c1', 1);
        else if (each === 'heal') network.heal('c1', 1);
        else if (each === 'crash' && isUp()) cluster.brokers.crashBroker(1);
        else if (each === 'restart' && !isUp()) cluster.brokers.restartBroker(1);
        else if (each === 'lose')
          network.setLoss({ probability: 0.5, effect: latencyMs % 2 === 0 ? 'stall' : 'reset' });
        else if (each === 'keep') network.setLoss({ probability: 0, effect: 'stall' });
        else if (each === 'drop') client.disconnect(1);
        else if (each === 'ask') heard.push({ what: client.ask(1, 'ListGroups', listAll) });
        else if (each === 'wait') cluster.run(cluster.now() + 7);
      }
      network.heal('c1', 1);
      cluster.run(cluster.now() + 60_000);
      const eventsOf = (id: number) =>
        cluster.trace.flatMap((event) => ('correlationId' in event && event.correlationId === id ? [event.kind] : []));
      for (const [id, { what }] of heard.entries()) {
        const kinds = eventsOf(id);
        expect(new Set(kinds).size).toBe(kinds.length);
        const wasHeard = kinds.includes('response.delivered') || kinds.includes('request.disconnected');
        expect(wasHeard).toBe(what() !== undefined);
        // Each message arrives or is dropped, and never both.
        expect(kinds.includes('request.delivered')).toBe(!kinds.includes('request.dropped'));
        if (kinds.includes('response.sent')) {
          expect(kinds.includes('response.delivered')).not.toBe(kinds.includes('response.dropped'));
        }
      }
    }),
    { numRuns: 300 },
  );
});
