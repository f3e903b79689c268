import { beforeEach, describe, expect, it } from 'vitest';
import { RandomStream } from '../../kernel/random.ts';
import { type Routine, start } from '../../kernel/routine.ts';
import { Simulation } from '../../kernel/simulation.ts';
import { type ConsumerConfigInput, consumerKeys } from '../../protocol/config/consumer-config.ts';
import { readConfig } from '../../protocol/config/parse-config.ts';
import type { Api, FetchedPartition, RequestOf, ResponseOf } from '../../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../../protocol/topic-partition.ts';
import type { TraceEvent } from '../../protocol/trace-event.ts';
import type { ResponseHandler, Wire } from '../../protocol/wire.ts';
import {
  IllegalStateException,
  InvalidGroupIdException,
  NoOffsetForPartitionException,
  OffsetOutOfRangeException,
  WakeupException,
} from '../errors.ts';
import type { ConsumerRecords } from '../records.ts';
import { ConsumerCore } from './consumer-core.ts';

const t = (partition: number) => topicPartition('t', partition);
const latencyMs = 5;

/** Two brokers with one topic, its log starts and ends, and nothing else; no group. */
class MemoryBrokers implements Wire {
  readonly requests: { readonly brokerId: number; readonly api: Api; readonly atMs: number }[] = [];
  readonly ends = new Map<TopicPartition, number>();
  readonly starts = new Map<TopicPartition, number>();
  leader = 1;
  preferredReadReplica: number | undefined;
  readonly #simulation: Simulation;
  readonly #partitionCount: number;

  constructor(simulation: Simulation, partitionCount: number) {
    this.#simulation = simulation;
    this.#partitionCount = partitionCount;
  }

  send<A extends Api>(brokerId: number, api: A, request: RequestOf<A>, handler: ResponseHandler<A>): void {
    this.requests.push({ brokerId, api, atMs: this.#simulation.now() });
    this.#simulation.schedule(latencyMs, 'delivery', () => {
      const response = this.#answer(brokerId, api, request);
      const isIdleFetch =
        api === 'Fetch' &&
        [...(response as ResponseOf<'Fetch'>).partitions.values()].every(
          ({ records, error }) => records.length === 0 && error === 'NONE',
        );
      const heldMs = isIdleFetch ? (request as RequestOf<'Fetch'>).maxWaitMs : 0;
      this.#simulation.schedule(heldMs + latencyMs, 'delivery', () => handler.onResponse(response as ResponseOf<A>));
    });
  }

  disconnect(): void {}

  countOf(api: Api): number {
    return this.requests.filter((request) => request.api === api).length;
  }

  #answer(brokerId: number, api: Api, request: RequestOf<Api>): ResponseOf<Api> {
    switch (api) {
      case 'Metadata':
        return {
          brokers: [1, 2].map((id) => ({ id, host: 'localhost', port: 9092, rack: undefined })),
          topics: [
            {
              topic: 't',
              error: 'NONE',
              partitions: Array.from({ length: this.#partitionCount }, (_, partition) => ({
                partition,
                leader: this.leader,
                replicas: [1, 2],
              })),
            },
          ],
        };
      case 'ListOffsets': {
        const { partitions } = request as RequestOf<'ListOffsets'>;
        const offsetOf = (partition: TopicPartition, timestamp: number) =>
          timestamp === -2 ? this.#startOf(partition) : timestamp === -1 ? this.#endOf(partition) : timestamp;
        return {
          partitions: new Map(
            [...partitions].map(([partition, timestamp]) => {
              const offset = offsetOf(partition, timestamp);
              return [
                partition,
                { error: 'NONE', offset: offset > this.#endOf(partition) ? -1 : offset, timestamp: offset },
              ];
            }),
          ),
        };
      }
      case 'Fetch':
        return {
          partitions: new Map(
            [...(request as RequestOf<'Fetch'>).partitions].map(([partition, offset]) => [
              partition,
              this.#fetch(brokerId, partition, offset, (request as RequestOf<'Fetch'>).maxRecordsPerPartition),
            ]),
          ),
        };
      default:
        throw new Error(`These brokers do not answer ${api}.`);
    }
  }

  /** The record at an offset was produced that many ms after the beginning. */
  #fetch(brokerId: number, partition: TopicPartition, offset: number, recordsMax: number): FetchedPartition {
    const end = this.#endOf(partition);
    const logStartOffset = this.#startOf(partition);
    const about = { highWatermark: end, logStartOffset, records: [] };
    if (brokerId !== this.leader && brokerId !== this.preferredReadReplica)
      return { error: 'NOT_LEADER_OR_FOLLOWER', ...about };
    if (offset > end || offset < logStartOffset) return { error: 'OFFSET_OUT_OF_RANGE', ...about };
    if (this.preferredReadReplica !== undefined && brokerId !== this.preferredReadReplica) {
      return { error: 'NONE', ...about, preferredReadReplica: this.preferredReadReplica };
    }
    const records = Array.from({ length: Math.min(recordsMax, end - offset) }, (_, at) => ({
      offset: offset + at,
      key: null,
      value: `${partition.partition}/${offset + at}`,
      timestamp: offset + at,
    }));
    return { error: 'NONE', ...about, records };
  }

  #startOf(partition: TopicPartition): number {
    return this.starts.get(partition) ?? 0;
  }
  #endOf(partition: TopicPartition): number {
    return this.ends.get(partition) ?? 0;
  }
}

let simulation: Simulation;
let brokers: MemoryBrokers;
let traced: TraceEvent[];

beforeEach(() => {
  simulation = new Simulation({ host: { turn: () => Promise.resolve() }, eventsMax: 100_000 });
  brokers = new MemoryBrokers(simulation, 4);
  traced = [];
});

function consumer(config: ConsumerConfigInput = {}): ConsumerCore {
  const read = readConfig(consumerKeys, {
    'client.id': 'c',
    'enable.auto.commit': false,
    'auto.offset.reset': 'earliest',
    ...config,
  });
  return new ConsumerCore(
    {
      clock: simulation,
      wire: () => brokers,
      random: new RandomStream('test'),
      emit: (event) => traced.push(event),
      process: 'p',
      bootstrapBrokers: [1, 2],
      nextClientNumber: () => 1,
    },
    read.config,
    [],
  );
}

/** Runs a call to its end, and time with it. */
function run<T>(routine: Routine<T>): T {
  const result = start(routine);
  simulation.runMachinery(simulation.now() + 1_000_000, () => result.isDone);
  const { outcome } = result;
  if (outcome === undefined) throw new Error('The call does not come to an end.');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

function assigned(core: ConsumerCore, ...partitions: readonly TopicPartition[]): ConsumerCore {
  run(core.assign(partitions));
  return core;
}

const values = (records: ConsumerRecords) => [...records].map(({ value }) => value);

describe('ConsumerCore', () => {
  it('returns records in the order of their offsets, at most max.poll.records at a time, each fetched once', () => {
    brokers.ends.set(t(0), 5);
    const core = assigned(consumer({ 'max.poll.records': 2 }), t(0));
    const polls = [1, 2, 3].map(() => values(run(core.poll(1000))));
    expect(polls).toEqual([['0/0', '0/1'], ['0/2', '0/3'], ['0/4']]);
    expect(brokers.countOf('Fetch')).toBe(2); // The second asks for what comes after.
    expect(run(core.position(t(0)))).toBe(5);
  });

  it('waits for records until the time is used up, and no longer', () => {
    const core = assigned(consumer(), t(0));
    run(core.poll(1000));
    const startMs = simulation.now();
    expect(run(core.poll(1234)).isEmpty()).toBe(true);
    expect(simulation.now()).toBe(startMs + 1234);
  });

  it('returns as soon as records arrive', () => {
    const core = assigned(consumer(), t(0));
    run(core.poll(600));
    brokers.ends.set(t(0), 1);
    const startMs = simulation.now();
    expect(values(run(core.poll(60_000)))).toEqual(['0/0']);
    expect(simulation.now() - startMs).toBeLessThan(600);
  });

  it('keeps what was fetched of a paused partition, and goes on with it when it is resumed', () => {
    brokers.ends.set(t(0), 4);
    const core = assigned(consumer({ 'max.poll.records': 2 }), t(0));
    run(core.poll(1000));
    core.pause([t(0)]);
    expect(run(core.poll(1000)).isEmpty()).toBe(true);
    expect(run(core.position(t(0)))).toBe(2);
    core.resume([t(0)]);
    const fetchesBefore = brokers.countOf('Fetch');
    expect(values(run(core.poll(0)))).toEqual(['0/2', '0/3']);
    expect(brokers.countOf('Fetch')).toBe(fetchesBefore + 1);
  });

  it('reads on from where it was told to, whatever was fetched', () => {
    brokers.ends.set(t(0), 9);
    const core = assigned(consumer({ 'max.poll.records': 1 }), t(0));
    run(core.poll(1000));
    core.seek(t(0), 7);
    expect(values(run(core.poll(1000)))).toEqual(['0/7']);
    core.seekToBeginning([]);
    expect(values(run(core.poll(1000)))).toEqual(['0/0']);
  });

  it.each([
    ['earliest', 2],
    ['latest', 8],
    ['by_duration:PT0.015S', 5],
  ] as const)('begins where auto.offset.reset says: %s', (policy, position) => {
    brokers.starts.set(t(0), 2);
    brokers.ends.set(t(0), 8);
    const core = assigned(consumer({ 'auto.offset.reset': policy }), t(0));
    simulation.runMachinery(10); // So that 15 ms before the lookup, after 10 ms for metadata, is offset 5.
    expect(run(core.position(t(0)))).toBe(position);
  });

  it('throws when there is no position and no policy to find one', () => {
    const core = assigned(consumer({ 'auto.offset.reset': 'none' }), t(0));
    expect(() => run(core.poll(1000))).toThrow(NoOffsetForPartitionException);
  });

  it('throws, or resets, when a position is no longer in the log', () => {
    brokers.ends.set(t(0), 8);
    const strict = assigned(consumer({ 'auto.offset.reset': 'none' }), t(0));
    strict.seek(t(0), 1);
    brokers.starts.set(t(0), 5);
    expect(() => run(strict.poll(1000))).toThrow(OffsetOutOfRangeException);
    const lenient = assigned(consumer(), t(0));
    lenient.seek(t(0), 1);
    expect(values(run(lenient.poll(1000)))).toEqual(['0/5', '0/6', '0/7']);
  });

  it('finds the new leader of a partition', () => {
    const core = assigned(consumer(), t(0));
    run(core.poll(1000));
    brokers.leader = 2;
    brokers.ends.set(t(0), 1);
    expect(values(run(core.poll(5000)))).toEqual(['0/0']);
    expect(brokers.requests.filter(({ api, brokerId }) => api === 'Fetch' && brokerId === 2)).not.toEqual([]);
  });

  it('reads from the replica that the leader names', () => {
    brokers.preferredReadReplica = 2;
    brokers.ends.set(t(0), 1);
    const core = assigned(consumer({ 'client.rack': 'r2' }), t(0));
    expect(values(run(core.poll(5000)))).toEqual(['0/0']);
    expect(brokers.requests.filter(({ api }) => api === 'Fetch').map(({ brokerId }) => brokerId)).toEqual([1, 2, 2]);
  });

  it('wakes up a poll that waits, once', () => {
    const core = assigned(consumer(), t(0));
    const waiting = start(core.poll(60_000));
    simulation.runMachinery(1000);
    core.wakeup();
    expect(waiting.outcome).toEqual({ error: expect.any(WakeupException) });
    expect(run(core.poll(10)).isEmpty()).toBe(true);
    core.wakeup();
    expect(() => run(core.poll(10))).toThrow(WakeupException);
  });

  it('tells where logs begin and end, and what belongs to a time', () => {
    brokers.starts.set(t(1), 3);
    brokers.ends.set(t(1), 9);
    const core = consumer();
    expect(run(core.beginningOffsets([t(1)]))).toEqual(new Map([[t(1), 3]]));
    expect(run(core.endOffsets([t(0), t(1)]))).toEqual(
      new Map([
        [t(0), 0],
        [t(1), 9],
      ]),
    );
    expect(run(core.offsetsForTimes(new Map([[t(1), 6]])))).toEqual(new Map([[t(1), { offset: 6, timestamp: 6 }]]));
    expect(run(core.offsetsForTimes(new Map([[t(1), 60]])))).toEqual(new Map([[t(1), undefined]]));
    expect(run(core.partitionsFor('t'))).toHaveLength(4);
  });

  it('measures its lag against the end of the log as last fetched', () => {
    brokers.ends.set(t(0), 5);
    const core = assigned(consumer({ 'max.poll.records': 2 }), t(0));
    run(core.poll(1000));
    const metrics = core.metrics();
    expect(metrics.get('t-0.records-lag')).toBe(3);
    expect(metrics.get('records-lag-max')).toBe(3);
    expect(metrics.get('records-consumed-total')).toBe(2);
    expect(metrics.get('assigned-partitions')).toBe(1);
  });

  it('has no commits and no subscription without a group', () => {
    const core = assigned(consumer(), t(0));
    expect(() => run(core.commitSync())).toThrow(InvalidGroupIdException);
    expect(() => run(core.subscribe(['t']))).toThrow(/group\.id/);
  });

  it('is not to be polled before it knows of what, nor after it was closed', () => {
    const core = consumer();
    expect(() => run(core.poll(0))).toThrow(/subscribe\(\) or assign\(\)/);
    run(core.close());
    run(core.close());
    expect(() => run(core.poll(0))).toThrow(IllegalStateException);
    expect(traced.filter(({ kind }) => kind === 'consumer.closed')).toHaveLength(1);
  });

  it('sends nothing, and lets nothing happen, in a poll with nothing to do', () => {
    brokers = new MemoryBrokers(simulation, 1000);
    const core = assigned(consumer(), ...Array.from({ length: 1000 }, (_, partition) => t(partition)));
    run(core.poll(100)); // Its fetch is held by the broker now.
    const requests = brokers.requests.length;
    for (let round = 0; round < 1000; round++) run(core.poll(0));
    expect(brokers.requests).toHaveLength(requests);
  });

  it('leaves a trace of its polls and positions', () => {
    brokers.ends.set(t(0), 3);
    run(assigned(consumer(), t(0)).poll(1000));
    expect(traced.map(({ kind }) => kind)).toEqual([
      'consumer.created',
      'consumer.assignment',
      'poll.entered',
      'position.changed',
      'poll.returned',
    ]);
    expect(traced.at(-1)).toMatchObject({ records: new Map([[t(0), [0, 2]]]) });
  });
});
