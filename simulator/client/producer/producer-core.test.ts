import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Future } from '../../kernel/future.ts';
import { parseProducerConfig } from '../../protocol/config/client-config.ts';
import type { ProducerConfigInput } from '../../protocol/config/producer-config.ts';
import type { ProduceRequest } from '../../protocol/requests.ts';
import { NetworkException, TimeoutException } from '../errors.ts';
import { InMemoryBrokers } from '../in-memory-brokers.ts';
import { ProducerCore } from './producer-core.ts';

function setUp(config: ProducerConfigInput = {}, partitions = 1, brokerIds: readonly number[] = [1]) {
  const brokers = new InMemoryBrokers(brokerIds);
  brokers.createTopic('orders', partitions);
  const producer = new ProducerCore(brokers.environment(), parseProducerConfig(config));
  const send = (value: unknown, key: string | null = null) => producer.send({ topic: 'orders', key, value });
  /** The fate of the nth produce request, counted from 1. */
  const fateOfProduce = (fates: Record<number, ReturnType<InMemoryBrokers['fateOf']>>) => {
    let count = 0;
    brokers.fateOf = ({ api }) => (api === 'Produce' ? (fates[++count] ?? 'done') : 'done');
  };
  return { brokers, producer, send, fateOfProduce };
}

function resultOf<T>(future: Future<T>): T {
  const { outcome } = future;
  if (outcome === undefined) throw new Error('It is not done.');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

function errorOf<T>(future: Future<T>): unknown {
  const { outcome } = future;
  return outcome !== undefined && 'error' in outcome ? outcome.error : undefined;
}

const sizesOf = (brokers: InMemoryBrokers) =>
  brokers.requestsOf('Produce').map(({ request }) => [...request.records.values()].map((records) => records.length));

describe('a record that is sent', () => {
  it('is in the log, and its sender is told where', () => {
    const { brokers, send } = setUp();
    const first = send('a');
    const second = send('b');
    brokers.runUntil(1000);
    expect(brokers.valuesOf('orders', 0)).toEqual(['a', 'b']);
    expect([resultOf(first).offset, resultOf(second).offset]).toEqual([0, 1]);
    expect(resultOf(first)).toEqual({ topic: 'orders', partition: 0, offset: 0, timestamp: 0 });
    expect(brokers.events.map((event) => event.kind)).toEqual(['record.produced', 'record.produced']);
  });

  it('is what it was when it was sent', () => {
    const { brokers, send } = setUp();
    const order = { total: 1, lines: ['x'] };
    send(order);
    order.total = 2;
    order.lines.push('y');
    brokers.runUntil(1000);
    expect(brokers.valuesOf('orders', 0)).toEqual([{ total: 1, lines: ['x'] }]);
  });

  it.each([[() => {}], [new (class Order {})()], [{ at: Symbol('x') }]])(
    'is refused when it is not plain data: %s',
    (value) => {
      expect(() => setUp().send(value)).toThrow('plain data');
    },
  );

  it('goes where its key says, and where it is told', () => {
    const { brokers, producer } = setUp({}, 10);
    const keyed = producer.send({ topic: 'orders', key: 'foobar', value: 1 });
    const told = producer.send({ topic: 'orders', key: 'foobar', value: 2, partition: 9 });
    brokers.runUntil(1000);
    // The hash of foobar is -790332482, without its sign bit 1357151166.
    expect([resultOf(keyed).partition, resultOf(told).partition]).toEqual([6, 9]);
  });
});

describe('batches', () => {
  it('collect what comes within linger.ms', () => {
    const { brokers, send } = setUp({ 'linger.ms': 20 });
    send(0);
    brokers.runUntil(100); // The metadata is there.
    for (const atMs of [110, 115, 129, 131]) brokers.simulation.schedule(atMs - 100, 'application', () => send(atMs));
    brokers.runUntil(1000);
    expect(sizesOf(brokers)).toEqual([[1], [3], [1]]);
    expect(
      brokers
        .requestsOf('Produce')
        .map(({ atMs }) => atMs)
        .slice(1),
    ).toEqual([130, 151]);
  });

  it('go at once when they are full', () => {
    const { brokers, send } = setUp({ 'linger.ms': 1000, 'batch.size': 100 });
    for (let count = 0; count < 10; count++) send('x'.repeat(30)); // 51 bytes each
    brokers.runUntil(500);
    expect(brokers.valuesOf('orders', 0)).toHaveLength(9);
    brokers.runUntil(2000);
    expect(brokers.valuesOf('orders', 0)).toHaveLength(10);
  });

  it('of one broker go in one request', () => {
    const { brokers, producer } = setUp({}, 4, [1, 2]);
    for (let partition = 0; partition < 4; partition++) producer.send({ topic: 'orders', partition, value: 1 });
    brokers.runUntil(1000);
    expect(sizesOf(brokers)).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('without keys stick to a partition until it has a batch, then go to another', () => {
    const { brokers, send } = setUp({ 'linger.ms': 0, 'batch.size': 200 }, 8);
    const partitions: number[] = [];
    send(0).onDone(() => {});
    brokers.runUntil(100);
    for (let count = 0; count < 40; count++) {
      const result = send('x'.repeat(79)); // 100 bytes each
      brokers.runUntil(200 + 10 * count);
      partitions.push(resultOf(result).partition);
    }
    const changes = partitions.filter((partition, at) => at > 0 && partition !== partitions[at - 1]).length;
    expect(new Set(partitions).size).toBeGreaterThan(3);
    expect(changes).toBeLessThanOrEqual(20);
  });
});

describe('a produce request that is not answered', () => {
  it('is sent again without a duplicate when the producer is idempotent', () => {
    const { brokers, send, fateOfProduce } = setUp();
    fateOfProduce({ 1: 'answer lost' });
    const result = send('a');
    brokers.runUntil(60_000);
    expect(brokers.valuesOf('orders', 0)).toEqual(['a']);
    expect(resultOf(result).offset).toBe(0);
    expect(brokers.requestsOf('Produce')).toHaveLength(2);
  });

  it('makes a duplicate when it is not', () => {
    const { brokers, send, fateOfProduce } = setUp({ 'enable.idempotence': false });
    fateOfProduce({ 1: 'answer lost' });
    const result = send('a');
    brokers.runUntil(60_000);
    expect(brokers.valuesOf('orders', 0)).toEqual(['a', 'a']);
    expect(resultOf(result).offset).toBe(1);
  });

  it('fails at once without retries', () => {
    const { brokers, send, fateOfProduce } = setUp({ retries: 0 });
    fateOfProduce({ 1: 'lost' });
    const result = send('a');
    brokers.runUntil(60_000);
    expect(errorOf(result)).toBeInstanceOf(NetworkException);
  });

  it('fails when delivery.timeout.ms is over', () => {
    const { brokers, send } = setUp();
    brokers.fateOf = ({ api }) => (api === 'Produce' ? 'silence' : 'done');
    const result = send('a');
    brokers.runUntil(119_000);
    expect(result.isDone).toBe(false);
    brokers.runUntil(121_000);
    expect(errorOf(result)).toBeInstanceOf(TimeoutException);
    expect(String(errorOf(result))).toContain('120000 ms has passed');
  });
});

describe('order', () => {
  it('is kept through a lost request when the producer is idempotent', () => {
    const { brokers, send, fateOfProduce } = setUp({ 'linger.ms': 0 });
    fateOfProduce({ 1: 'lost' });
    send(0);
    brokers.runUntil(100);
    for (let value = 1; value < 5; value++) {
      send(value);
      brokers.runUntil(100 + value);
    }
    brokers.runUntil(120_000);
    expect(brokers.valuesOf('orders', 0)).toEqual([0, 1, 2, 3, 4]);
  });

  it('is lost by a refusal when it is not and several requests are under way', () => {
    const config = { 'linger.ms': 0, 'enable.idempotence': false } as const;
    expect(orderAfterRefusal(config)).toEqual([1, 0]);
    expect(orderAfterRefusal({ ...config, 'max.in.flight.requests.per.connection': 1 })).toEqual([0, 1]);
  });

  function orderAfterRefusal(config: ProducerConfigInput): readonly unknown[] {
    const { brokers, producer, send, fateOfProduce } = setUp(config);
    producer.partitionsFor('orders');
    brokers.runUntil(50);
    fateOfProduce({ 1: { refused: 'LEADER_NOT_AVAILABLE' } });
    send(0);
    brokers.runUntil(51);
    send(1);
    brokers.runUntil(10_000);
    return brokers.valuesOf('orders', 0);
  }

  it('and completeness hold under any losses, without duplicates, when the producer is idempotent', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('done', 'lost', 'answer lost', 'refused'), { maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 }),
        (fates, gaps) => {
          const { brokers, send, fateOfProduce } = setUp({ 'linger.ms': 2, 'request.timeout.ms': 1000 });
          fateOfProduce(
            Object.fromEntries(
              fates.map((fate, at) => [at + 1, fate === 'refused' ? { refused: 'NOT_LEADER_OR_FOLLOWER' } : fate]),
            ),
          );
          let now = 0;
          gaps.forEach((gap, value) => {
            now += gap;
            brokers.simulation.schedule(now, 'application', () => send(value));
          });
          brokers.runUntil(110_000);
          expect(brokers.valuesOf('orders', 0)).toEqual(gaps.map((_, value) => value));
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('failures of the cluster', () => {
  it('wait for a topic until max.block.ms is over', () => {
    const { brokers, producer } = setUp({ 'max.block.ms': 2000 });
    const late = producer.send({ topic: 'later', value: 1 });
    const never = producer.send({ topic: 'never', value: 1 });
    brokers.simulation.schedule(1000, 'application', () => brokers.createTopic('later', 1));
    brokers.runUntil(10_000);
    expect(resultOf(late).offset).toBe(0);
    expect(String(errorOf(never))).toContain('Topic never not present in metadata after 2000 ms');
  });

  it('follow the leader', () => {
    const { brokers, send } = setUp({}, 1, [1, 2]);
    send('a');
    brokers.runUntil(1000);
    for (const partition of brokers.leaders.keys()) brokers.leaders.set(partition, 2);
    const result = send('b');
    brokers.runUntil(5000);
    expect(resultOf(result).offset).toBe(1);
    expect(brokers.valuesOf('orders', 0)).toEqual(['a', 'b']);
  });

  it('are not retried when nothing would change', () => {
    const { brokers, send, fateOfProduce } = setUp();
    fateOfProduce({ 1: { refused: 'TOPIC_AUTHORIZATION_FAILED' } });
    const result = send('a');
    brokers.runUntil(60_000);
    expect(String(errorOf(result))).toContain('orders-0: The client is not allowed');
    const next = send('b'); // With a new identity: the sequence number of a is used up.
    brokers.runUntil(70_000);
    expect(resultOf(next).offset).toBe(0);
  });
});

describe('acks=0', () => {
  it('tells nobody where a record is, and waits for nobody', () => {
    const { brokers, send } = setUp({ acks: '0' });
    const result = send('a');
    brokers.runUntil(100_000);
    expect(resultOf(result).offset).toBe(-1);
    expect(brokers.valuesOf('orders', 0)).toEqual(['a']);
    expect(brokers.requestsOf('Produce').map(({ request }) => (request as ProduceRequest).producerId)).toEqual([
      undefined,
    ]);
  });
});

describe('flush and close', () => {
  it('do not wait for linger.ms', () => {
    const { brokers, producer, send } = setUp({ 'linger.ms': 10_000 });
    send('a');
    const flushed = producer.flush();
    expect(flushed.isDone).toBe(false);
    brokers.runUntil(100);
    expect(flushed.isDone).toBe(true);
    expect(brokers.valuesOf('orders', 0)).toEqual(['a']);
  });

  it('close sends the rest and refuses more', () => {
    const { brokers, producer, send } = setUp({ 'linger.ms': 10_000 });
    const result = send('a');
    const closed = producer.close();
    brokers.runUntil(100);
    expect([closed.isDone, resultOf(result).offset]).toEqual([true, 0]);
    expect(() => send('b')).toThrow('after producer has been closed');
  });

  it('close gives up after its timeout', () => {
    const { brokers, producer, send } = setUp();
    brokers.fateOf = ({ api }) => (api === 'Produce' ? 'lost' : 'done');
    const result = send('a');
    const closed = producer.close(500);
    brokers.runUntil(499);
    expect(closed.isDone).toBe(false);
    brokers.runUntil(500);
    expect(closed.isDone).toBe(true);
    expect(String(errorOf(result))).toContain('closed forcefully');
  });
});
