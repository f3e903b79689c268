import { describe, expect, it } from 'vitest';
import { errorCodes } from '../protocol/error-code.ts';
import { topicPartition } from '../protocol/topic-partition.ts';
import * as errors from './errors.ts';

const failures = errorCodes.filter((code) => code !== 'NONE');

describe('errors', () => {
  it('bear the simple name of Kafka’s class', () => {
    const orders = topicPartition('orders', 0);
    expect(new errors.CommitFailedException().name).toBe('CommitFailedException');
    expect(new errors.NoOffsetForPartitionException([orders]).name).toBe('NoOffsetForPartitionException');
    for (const [exported, value] of Object.entries(errors)) {
      if (typeof value !== 'function' || !exported.endsWith('Exception')) continue;
      expect(new (value as new (argument: never) => Error)([] as never).name).toBe(exported);
    }
  });

  it('are KafkaExceptions, except those that are Java’s own', () => {
    expect(new errors.TimeoutException()).toBeInstanceOf(errors.KafkaException);
    expect(new errors.WakeupException()).toBeInstanceOf(errors.KafkaException);
    expect(new errors.IllegalStateException()).not.toBeInstanceOf(errors.KafkaException);
    expect(new errors.ConcurrentModificationException()).not.toBeInstanceOf(errors.KafkaException);
  });

  it('keep the cause', () => {
    const cause = new Error('disk full');
    expect(new errors.KafkaException('User rebalance callback throws an error', { cause }).cause).toBe(cause);
  });

  it('name the partitions that have no offset', () => {
    const partitions = [topicPartition('orders', 1), topicPartition('orders', 2)];
    const error = new errors.NoOffsetForPartitionException(partitions);
    expect(error.partitions()).toEqual(partitions);
    expect(error.message).toContain('orders-1, orders-2');
  });
});

describe('errorFor', () => {
  it.each(failures)('says for %s what to do', (code) => {
    const error = errors.errorFor(code);
    expect(error).toBeInstanceOf(errors.KafkaException);
    expect(error.message.length).toBeGreaterThan(30);
  });

  it('marks as retriable what Kafka retries', () => {
    expect(failures.filter((code) => errors.isRetriable(code))).toEqual([
      'UNKNOWN_TOPIC_OR_PARTITION',
      'LEADER_NOT_AVAILABLE',
      'NOT_LEADER_OR_FOLLOWER',
      'REQUEST_TIMED_OUT',
      'COORDINATOR_LOAD_IN_PROGRESS',
      'COORDINATOR_NOT_AVAILABLE',
      'NOT_COORDINATOR',
      'UNSTABLE_OFFSET_COMMIT',
    ]);
  });

  it('puts what it is about before what to do', () => {
    expect(errors.errorFor('NON_EMPTY_GROUP', 'group orders-app').message).toMatch(
      /^group orders-app: The group is not/,
    );
  });
});
