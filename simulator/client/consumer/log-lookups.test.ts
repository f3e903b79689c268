import { beforeEach, describe, expect, it } from 'vitest';
import { type Routine, start } from '../../kernel/routine.ts';
import { parseConsumerConfig } from '../../protocol/config/client-config.ts';
import { topicPartition } from '../../protocol/topic-partition.ts';
import { TimeoutException } from '../errors.ts';
import { InMemoryBrokers } from '../in-memory-brokers.ts';
import { ConsumerCore } from './consumer-core.ts';

let brokers: InMemoryBrokers;
let consumer: ConsumerCore;
beforeEach(() => {
  brokers = new InMemoryBrokers([1, 2]);
  brokers.createTopic('orders', 2);
  brokers.createTopic('payments', 3);
  consumer = new ConsumerCore(brokers.environment(), parseConsumerConfig({}), []);
});

/** What the routine comes to within a minute. */
function resultOf<T>(routine: Routine<T>): T {
  const future = start(routine);
  brokers.runUntil(brokers.simulation.now() + 60_000);
  const { outcome } = future;
  if (outcome === undefined) throw new Error('It did not end.');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

describe('partitionsFor', () => {
  it('finds a topic that the consumer does not read, whatever else is being asked at the time', () => {
    start(consumer.assign([topicPartition('orders', 0)]));
    start(consumer.poll(0));
    expect(brokers.seen.map(({ request }) => request)).toEqual([{ topics: ['orders'] }]);
    expect(resultOf(consumer.partitionsFor('payments'))).toHaveLength(3);
  });

  it('has no partitions of a topic that there is not, and does not wait for it', () => {
    expect(resultOf(consumer.partitionsFor('nowhere'))).toEqual([]);
    expect(brokers.seen.map(({ request }) => request)).toContainEqual({ topics: ['nowhere'] });
    expect(brokers.seen.filter(({ request }) => JSON.stringify(request).includes('nowhere'))).toHaveLength(1);
  });

  it('asks again while no broker answers, until its time is over', () => {
    brokers.fateOf = () => 'lost';
    expect(() => resultOf(consumer.partitionsFor('orders', 5000))).toThrow(TimeoutException);
    brokers.fateOf = () => 'done';
    expect(resultOf(consumer.partitionsFor('orders'))).toHaveLength(2);
  });
});

describe('endOffsets', () => {
  it('without any time finds nothing, which is no error', () => {
    expect(resultOf(consumer.endOffsets([topicPartition('orders', 0)], 0))).toEqual(new Map());
  });
});
