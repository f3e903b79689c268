import { beforeEach, describe, expect, it } from 'vitest';
import { RandomStream } from '../kernel/random.ts';
import { Simulation } from '../kernel/simulation.ts';
import type { MetadataResponse } from '../protocol/requests.ts';
import { topicPartition } from '../protocol/topic-partition.ts';
import { TopicAuthorizationException } from './errors.ts';
import { Metadata } from './metadata.ts';
import { ExponentialBackoff } from './network-client-backoff.ts';

const brokers = [1, 2].map((id) => ({ id, host: 'localhost', port: 9092, rack: `r${id}` }));
function answer(partitionCounts: Readonly<Record<string, number>>, leader: number | undefined = 1): MetadataResponse {
  return {
    brokers,
    topics: Object.entries(partitionCounts).map(([topic, count]) =>
      count === 0
        ? { topic, error: 'UNKNOWN_TOPIC_OR_PARTITION', partitions: [] }
        : {
            topic,
            error: 'NONE',
            partitions: Array.from({ length: count }, (_, partition) => ({ partition, leader, replicas: [1, 2] })),
          },
    ),
  };
}

class Middle extends RandomStream {
  override next(): number {
    return 0.5;
  }
}

let simulation: Simulation;
let metadata: Metadata;
beforeEach(() => {
  simulation = new Simulation({ host: { turn: () => Promise.resolve() }, eventsMax: 1000 });
  metadata = new Metadata({
    clock: simulation,
    backoff: new ExponentialBackoff(100, 1000, new Middle('test')),
    maxAgeMs: 300_000,
    bootstrapBrokers: [7],
  });
});

describe('Metadata', () => {
  it('is wanted at once at first, then when it is too old', () => {
    expect(metadata.timeToNextUpdateMs()).toBe(0);
    metadata.update(metadata.requestVersion, answer({ t: 2 }));
    expect(metadata.timeToNextUpdateMs()).toBe(300_000);
    simulation.runMachinery(299_000);
    expect(metadata.timeToNextUpdateMs()).toBe(1000);
  });

  it('asks the brokers of the last answer, before it those of the configuration', () => {
    expect(metadata.brokerIds).toEqual([7]);
    metadata.update(0, answer({}));
    expect(metadata.brokerIds).toEqual([1, 2]);
  });

  it('asks again and again for a topic that is not there, less and less often', () => {
    const waits: number[] = [];
    for (let round = 0; round < 6; round++) {
      metadata.update(metadata.requestVersion, answer({ t: 0 }));
      waits.push(metadata.timeToNextUpdateMs());
      simulation.runMachinery(simulation.now() + (waits.at(-1) ?? 0));
    }
    expect(waits).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  it('asks again for a partition without a leader', () => {
    metadata.update(metadata.requestVersion, {
      ...answer({ t: 1 }),
      topics: answer({ t: 1 }).topics.map((topic) => ({
        ...topic,
        partitions: [{ partition: 0, leader: undefined, replicas: [1] }],
      })),
    });
    expect(metadata.isUpdateRequested).toBe(true);
    expect(metadata.leaderOf(topicPartition('t', 0))).toBeUndefined();
  });

  it('asks at once when other topics are wanted, and again when the answer was to the question before', () => {
    metadata.update(metadata.requestVersion, answer({ t: 1 }));
    const asked = metadata.requestVersion;
    metadata.requestUpdateForNewTopics();
    expect(metadata.timeToNextUpdateMs()).toBe(0);
    metadata.update(asked, answer({ t: 1 }));
    expect(metadata.isUpdateRequested).toBe(true);
  });

  it('keeps the very list of partitions of a topic that has not changed', () => {
    metadata.update(0, answer({ t: 3, u: 1 }));
    const before = metadata.cluster;
    metadata.update(0, answer({ t: 3, u: 2 }));
    expect(metadata.cluster.partitionsForTopic('t')).toBe(before.partitionsForTopic('t'));
    expect(metadata.cluster.partitionsForTopic('u')).toHaveLength(2);
    metadata.update(0, answer({ t: 3 }, 2));
    expect(metadata.leaderOf(topicPartition('t', 2))).toBe(2);
  });

  it('throws once what the answer forbids', () => {
    metadata.update(0, { brokers, topics: [{ topic: 't', error: 'TOPIC_AUTHORIZATION_FAILED', partitions: [] }] });
    expect(() => metadata.throwAnyError()).toThrow(TopicAuthorizationException);
    expect(() => metadata.throwAnyError()).not.toThrow();
  });

  it('waits no longer after a failed question than for a first failure, however often it asked in vain before', () => {
    for (let round = 0; round < 5; round++) {
      metadata.update(metadata.requestVersion, answer({ t: 0 }));
      simulation.runMachinery(simulation.now() + metadata.timeToNextUpdateMs());
    }
    metadata.update(metadata.requestVersion, answer({ t: 0 }));
    expect(metadata.timeToNextUpdateMs()).toBe(1000);
    metadata.updateFailed();
    expect(metadata.timeToNextUpdateMs()).toBe(100);
  });

  it('turns back to the brokers of the configuration when a question fails', () => {
    metadata.update(0, answer({}));
    metadata.updateFailed();
    expect(metadata.brokerIds).toEqual([1, 2, 7]);
    metadata.requestUpdate(false);
    expect(metadata.timeToNextUpdateMs()).toBe(100);
  });
});
