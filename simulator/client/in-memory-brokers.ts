// Floor 3. Brokers for the tests of clients: topics with logs, answers after 1 ms, and failures on demand. They know nothing of
// groups; the brokers of a simulated cluster are in simulator/broker, where clients cannot look.
import { RandomStream } from '../kernel/random.ts';
import { Simulation } from '../kernel/simulation.ts';
import type { ErrorCode } from '../protocol/error-code.ts';
import type {
  Api,
  BrokerEndpoint,
  LoggedRecord,
  MetadataResponse,
  ProduceRequest,
  ProduceResponse,
  RequestOf,
  ResponseOf,
} from '../protocol/requests.ts';
import { type TopicPartition, topicPartition } from '../protocol/topic-partition.ts';
import type { TraceEvent } from '../protocol/trace-event.ts';
import type { ResponseHandler, Wire } from '../protocol/wire.ts';
import type { ClientEnvironment } from './environment.ts';

/**
 * What becomes of a request. `lost`: the connection breaks before it arrives; `answer lost`: after it was done. `silence`: the connection
 * hangs, and nothing more arrives over it; only a timeout tells.
 */
export type Fate = 'done' | 'lost' | 'answer lost' | 'silence' | { readonly refused: ErrorCode };

/** One request as it was sent. */
export interface SeenRequest {
  readonly atMs: number;
  readonly brokerId: number;
  readonly api: Api;
  readonly request: RequestOf<Api>;
}

interface Connection {
  isBroken: boolean;
  isHanging: boolean;
  readonly inFlight: Set<{ fail(): void }>;
}

const hangsForMs = 30_000;

export class InMemoryBrokers {
  readonly simulation = new Simulation({ host: { turn: async () => {} }, eventsMax: 1_000_000 });
  readonly logs = new Map<TopicPartition, LoggedRecord[]>();
  readonly leaders = new Map<TopicPartition, number>();
  readonly seen: SeenRequest[] = [];
  readonly events: TraceEvent[] = [];
  /** Decides about each request when it is sent. */
  fateOf: (request: SeenRequest) => Fate = () => 'done';
  /** Answers what these brokers do not. */
  answer: (api: Api, request: RequestOf<Api>, brokerId: number) => ResponseOf<Api> | undefined = () => undefined;
  readonly #brokers: readonly BrokerEndpoint[];
  readonly #partitionCounts = new Map<string, number>();
  readonly #batches = new Map<string, { readonly end: number; readonly baseOffset: number }>();
  readonly #nextSequences = new Map<string, number>();
  #producerIds = 0;
  #clients = 0;

  constructor(brokerIds: readonly number[] = [1]) {
    this.#brokers = brokerIds.map((id) => ({ id, host: `broker-${id}`, port: 9092, rack: undefined }));
  }

  createTopic(topic: string, partitionCount: number): void {
    this.#partitionCounts.set(topic, partitionCount);
    for (let partition = 0; partition < partitionCount; partition++) {
      const name = topicPartition(topic, partition);
      if (!this.logs.has(name)) this.logs.set(name, []);
      this.leaders.set(name, this.#brokers[partition % this.#brokers.length]?.id ?? 1);
    }
  }

  /** The values in a partition's log. */
  valuesOf(topic: string, partition: number): readonly unknown[] {
    return (this.logs.get(topicPartition(topic, partition)) ?? []).map(({ value }) => value);
  }

  requestsOf<A extends Api>(api: A): readonly { readonly atMs: number; readonly request: RequestOf<A> }[] {
    return this.seen.filter((one) => one.api === api) as never;
  }

  runUntil(untilMs: number): void {
    this.simulation.runMachinery(untilMs);
  }

  environment(process = 'p1'): ClientEnvironment {
    return {
      clock: this.simulation,
      wire: () => this.#wire(),
      random: new RandomStream(process),
      emit: (event) => this.events.push(event),
      process,
      bootstrapBrokers: this.#brokers.map(({ id }) => id),
      nextClientNumber: () => ++this.#clients,
    };
  }

  #wire(): Wire {
    const connections = new Map<number, Connection>();
    const connectionTo = (brokerId: number): Connection => {
      let connection = connections.get(brokerId);
      if (connection === undefined || connection.isBroken) {
        connection = { isBroken: false, isHanging: false, inFlight: new Set() };
        connections.set(brokerId, connection);
      }
      return connection;
    };
    return {
      send: (brokerId, api, request, handler) =>
        this.#arrive(connectionTo(brokerId), { atMs: this.simulation.now(), brokerId, api, request }, handler),
      disconnect: (brokerId) => connections.delete(brokerId),
    };
  }

  #arrive<A extends Api>(connection: Connection, seen: SeenRequest, handler: ResponseHandler<A>): void {
    const { api, request, brokerId } = seen;
    this.seen.push(seen);
    const entry = { fail: () => handler.onDisconnect() };
    connection.inFlight.add(entry);
    const fate = this.fateOf(seen);
    if (fate === 'silence' || connection.isHanging) {
      connection.isHanging = true;
      // The client closes the connection when its first request has timed out.
      this.simulation.schedule(hangsForMs, 'timer', () => this.#break(connection));
      return;
    }
    if (fate === 'lost') {
      this.#break(connection);
      return;
    }
    this.simulation.schedule(1, 'delivery', () => {
      if (connection.isBroken || connection.isHanging) return;
      const error = typeof fate === 'object' ? fate.refused : undefined;
      const response = this.#respond(api, request, brokerId, error);
      if (fate === 'answer lost') this.#break(connection);
      if (api === 'Produce' && (request as ProduceRequest).acks === 0) return;
      this.simulation.schedule(1, 'delivery', () => {
        if (!connection.isBroken && connection.inFlight.delete(entry)) handler.onResponse(response as ResponseOf<A>);
      });
    });
  }

  #break(connection: Connection): void {
    if (connection.isBroken) return;
    connection.isBroken = true;
    this.simulation.schedule(1, 'delivery', () => {
      for (const { fail } of connection.inFlight) fail();
    });
  }

  #respond(api: Api, request: RequestOf<Api>, brokerId: number, refused: ErrorCode | undefined): ResponseOf<Api> {
    const answer = this.answer(api, request, brokerId);
    if (answer !== undefined) return answer;
    if (api === 'Metadata') return this.#metadata((request as RequestOf<'Metadata'>).topics);
    if (api === 'InitProducerId') return { error: 'NONE', producerId: ++this.#producerIds };
    if (api === 'Produce') return this.#produce(request as ProduceRequest, brokerId, refused);
    throw new Error(`No answer was prepared for ${api}.`);
  }

  #metadata(topics: readonly string[] | null): MetadataResponse {
    return {
      brokers: this.#brokers,
      topics: (topics ?? [...this.#partitionCounts.keys()]).map((topic) => ({
        topic,
        error: this.#partitionCounts.has(topic) ? 'NONE' : 'UNKNOWN_TOPIC_OR_PARTITION',
        partitions: Array.from({ length: this.#partitionCounts.get(topic) ?? 0 }, (_, partition) => ({
          partition,
          leader: this.leaders.get(topicPartition(topic, partition)),
          replicas: this.#brokers.map(({ id }) => id),
        })),
      })),
    };
  }

  #produce(request: ProduceRequest, brokerId: number, refused: ErrorCode | undefined): ProduceResponse {
    const partitions = new Map<TopicPartition, { error: ErrorCode; baseOffset: number }>();
    for (const [partition, records] of request.records) {
      if (refused !== undefined) partitions.set(partition, { error: refused, baseOffset: -1 });
      else if (this.leaders.get(partition) !== brokerId) {
        partitions.set(partition, { error: 'NOT_LEADER_OR_FOLLOWER', baseOffset: -1 });
      } else partitions.set(partition, this.#append(partition, records, request));
    }
    return { partitions };
  }

  #append(
    partition: TopicPartition,
    records: ProduceRequest['records'] extends ReadonlyMap<unknown, infer R> ? R : never,
    { producerId, baseSequences }: ProduceRequest,
  ): { error: ErrorCode; baseOffset: number } {
    const log = this.logs.get(partition) ?? [];
    const baseOffset = log.length;
    const sequence = baseSequences.get(partition);
    if (producerId !== undefined && sequence !== undefined) {
      const who = `${producerId}/${partition.topic}-${partition.partition}`;
      const known = this.#batches.get(`${who}/${sequence}`);
      if (known !== undefined) return { error: 'NONE', baseOffset: known.baseOffset };
      if (sequence !== (this.#nextSequences.get(who) ?? 0))
        return { error: 'OUT_OF_ORDER_SEQUENCE_NUMBER', baseOffset: -1 };
      this.#nextSequences.set(who, sequence + records.length);
      this.#batches.set(`${who}/${sequence}`, { end: sequence + records.length, baseOffset });
    }
    for (const [at, record] of records.entries()) log.push({ ...record, offset: baseOffset + at });
    this.logs.set(partition, log);
    return { error: 'NONE', baseOffset };
  }
}
