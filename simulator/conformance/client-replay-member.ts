// One recorded consumer, played by ours: its wire (which notes requests, and holds back those that the recording did), its clock
// (which dies with it), its listener (which does what the recording says).
import type { ConsumerPartitionAssignor } from '../client/assignor.ts';
import { ConsumerCore } from '../client/consumer/consumer-core.ts';
import type { CoreListener } from '../client/consumer/core-listener.ts';
import type { ClientEnvironment } from '../client/environment.ts';
import { IllegalStateException, KafkaException, WakeupException } from '../client/errors.ts';
import type { Clock } from '../kernel/clock.ts';
import { RandomStream } from '../kernel/random.ts';
import { pause, type Routine } from '../kernel/routine.ts';
import { consumerKeys } from '../protocol/config/consumer-config.ts';
import { readConfig } from '../protocol/config/parse-config.ts';
import type { ErrorCode } from '../protocol/error-code.ts';
import type { Api, RequestOf, ResponseOf } from '../protocol/requests.ts';
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { CallbackName, TraceEvent } from '../protocol/trace-event.ts';
import type { ResponseHandler, Wire } from '../protocol/wire.ts';
import type { ReplayBroker } from './client-replay-broker.ts';
import { namesOf, offsetsByName, partitionOf, recordedRequest, recordedThrow } from './client-replay-words.ts';
import type { RecordedClient, RecordedEvent } from './client-trace.ts';

export type AssignorsByName = ReadonlyMap<string, new () => ConsumerPartitionAssignor>;

/** Chance without chance: every jitter is none, as in the recording. */
class Middle extends RandomStream {
  override next(): number {
    return 0.5;
  }
}

const passing: ReadonlySet<string> = new Set([
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
]);

interface Injection {
  readonly error: ErrorCode | 'NO_RESPONSE';
  left: number;
}

export class ReplayMember {
  readonly name: string;
  readonly core: ConsumerCore;
  readonly events: RecordedEvent[] = [];
  readonly #clock: Clock;
  readonly #broker: ReplayBroker;
  readonly #injections = new Map<string, Injection[]>();
  readonly #script = new Map<CallbackName, string[]>();
  #isAlive = true;
  /** When it was last told to try again later; the recording does so with its next poll, 100 ms on. */
  heldUpAtMs: number | undefined;
  /** Counts what shows that a poll did something: requests (but fetches), records, callbacks. */
  activity = 0;

  /** @throws what the consumer's constructor throws */
  constructor(
    name: string,
    groupId: string,
    config: Readonly<Record<string, string | number | boolean>>,
    assignors: AssignorsByName,
    clock: Clock,
    broker: ReplayBroker,
  ) {
    this.name = name;
    this.#broker = broker;
    this.#clock = {
      now: () => clock.now(),
      after: (delayMs, run) =>
        clock.after(delayMs, () => {
          if (this.#isAlive) run();
        }),
    };
    const { 'partition.assignment.strategy': strategy, ...values } = config;
    const classes = String(strategy ?? 'range')
      .split(',')
      .flatMap((assignor) => assignors.get(assignor) ?? []);
    const read = readConfig(consumerKeys, {
      'auto.offset.reset': 'earliest',
      'enable.auto.commit': false,
      ...values,
      // A connection of the recording could be made again at once.
      'reconnect.backoff.ms': 0,
      'group.id': groupId,
      'client.id': name,
      'partition.assignment.strategy': classes,
    });
    this.core = new ConsumerCore(
      this.#environment(),
      read.config,
      classes.map((Assignor) => new Assignor()),
    );
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  crash(): void {
    this.#isAlive = false;
  }

  inject(api: string, error: ErrorCode | 'NO_RESPONSE', times: number): void {
    const injected = this.#injections.get(api) ?? [];
    this.#injections.set(api, [...injected, { error, left: times }]);
  }

  script(callback: CallbackName, what: readonly string[]): void {
    this.#script.set(callback, [...what]);
  }

  note(event: Omit<RecordedEvent, 'atMs' | 'consumer'>): void {
    this.activity++;
    this.events.push({ atMs: this.#clock.now(), consumer: this.name, ...event });
  }

  state(): RecordedClient {
    const { generationId, memberId } = this.core.generation;
    return {
      state: this.core.memberState,
      generationId,
      memberId: this.#broker.names.recorded(memberId),
      assignment: namesOf(this.#assignment),
    };
  }

  /** @param offsets as `t-0=5`; positions when there are none */
  *#commitSync(offsets: string | undefined): Routine<void> {
    try {
      yield* this.core.commitSync(offsetsOf(offsets));
      this.note({ commitSync: 'ok' });
    } catch (error) {
      this.note({ commitSync: 'failed', throws: recordedThrow(error) });
      throw error;
    }
  }

  /** A listener, and a step, catch what is a KafkaException. */
  *tryCommitSync(offsets: string | undefined): Routine<void> {
    try {
      yield* this.#commitSync(offsets);
    } catch (error) {
      if (!(error instanceof KafkaException)) throw error;
    }
  }

  commitAsync(offsets: string | undefined): void {
    this.core.commitAsync(offsetsOf(offsets), (committed, error) => {
      const result = error === undefined ? {} : { exception: recordedThrow(error) };
      this.note({ callback: 'commitAsync.onComplete', offsets: offsetsByName(committed), ...result });
      return undefined;
    });
  }

  get listener(): CoreListener {
    return {
      onPartitionsRevoked: (partitions) => this.#called('onPartitionsRevoked', partitions),
      onPartitionsAssigned: (partitions) => this.#called('onPartitionsAssigned', partitions),
      onPartitionsLost: (partitions) => this.#called('onPartitionsLost', partitions),
    };
  }

  get #assignment(): readonly TopicPartition[] {
    return this.#lastAssignment;
  }
  #lastAssignment: readonly TopicPartition[] = [];

  *#called(callback: CallbackName, partitions: readonly TopicPartition[]): Routine<void> {
    const entered = this.events.length;
    this.note({ callback, partitions: namesOf(partitions), assignment: namesOf(this.core.assignment()) });
    const what = this.#script.get(callback)?.shift();
    if (what === undefined) return;
    try {
      yield* this.#act(what);
    } catch (error) {
      const event = this.events[entered];
      if (event !== undefined) this.events[entered] = { ...event, throws: recordedThrow(error) };
      throw error;
    }
  }

  *#act(what: string): Routine<void> {
    const [action, argument] = splitOnce(what);
    switch (action) {
      case 'throw':
        throw new IllegalStateException('listener failed');
      case 'throwWakeup':
        throw new WakeupException();
      case 'wakeup':
        this.core.wakeup();
        return;
      case 'sleep':
        yield* pause(this.#clock, Number(argument));
        return;
      case 'position': {
        const offset = yield* this.core.position(partitionOf(argument ?? ''));
        this.note({ position: argument ?? '', offset });
        return;
      }
      case 'commitAsync':
        this.commitAsync(argument);
        return;
      case 'commitSync':
        yield* this.tryCommitSync(argument);
        return;
      default:
        throw new Error(`A recorded listener does something unknown: ${what}.`);
    }
  }

  #environment(): ClientEnvironment {
    return {
      clock: this.#clock,
      wire: () => this.#wire(),
      random: new Middle('no chance'),
      emit: (event) => this.#emitted(event),
      process: this.name,
      bootstrapBrokers: [0],
      nextClientNumber: () => 1,
    };
  }

  #emitted(event: TraceEvent): void {
    if (event.kind === 'consumer.assignment') this.#lastAssignment = event.assignment;
    if (event.kind === 'consumer.state') this.activity++;
  }

  #wire(): Wire {
    return {
      send: (_, api, request, handler) => this.#send(api, request, handler),
      disconnect: () => {},
    };
  }

  #send<A extends Api>(api: A, request: RequestOf<A>, handler: ResponseHandler<A>): void {
    if (!this.#isAlive) return;
    if (api !== 'Fetch') this.activity++;
    const event = recordedRequest(api, request, { atMs: this.#clock.now(), consumer: this.name });
    this.events.push(withRecordedIds(event, (id) => this.#broker.names.recorded(id)));
    const respond = (response: ResponseOf<A>): void => {
      if (this.#isAlive) handler.onResponse(response);
    };
    const injection = this.#injections.get(api)?.find(({ left }) => left > 0);
    if (injection !== undefined) {
      injection.left--;
      if (injection.error === 'NO_RESPONSE') return;
      if (passing.has(injection.error)) this.heldUpAtMs = this.#clock.now();
      const response = refusal(api, request, injection.error);
      respond(response as ResponseOf<A>);
      return;
    }
    this.#broker.handle(api, request, this.name, respond);
  }
}

function withRecordedIds(event: RecordedEvent, recorded: (id: string) => string): RecordedEvent {
  const { memberId, assignments, members } = event;
  return {
    ...event,
    ...(memberId === undefined ? {} : { memberId: recorded(memberId) }),
    ...(members === undefined
      ? {}
      : { members: members.map((member) => ({ ...member, memberId: recorded(member.memberId) })) }),
    ...(assignments === undefined
      ? {}
      : {
          assignments: Object.fromEntries(
            Object.entries(assignments).map(([id, partitions]) => [recorded(id), partitions]),
          ),
        }),
  };
}

/** The answer with which a request was held back. */
function refusal(api: Api, request: RequestOf<Api>, error: ErrorCode): ResponseOf<Api> {
  switch (api) {
    case 'OffsetCommit': {
      const { offsets } = request as RequestOf<'OffsetCommit'>;
      return { errors: new Map([...offsets.keys()].map((partition) => [partition, error])) };
    }
    case 'OffsetFetch':
      return { error, offsets: new Map() };
    case 'FindCoordinator':
      return { error, coordinator: undefined };
    case 'JoinGroup':
      return {
        error,
        memberId: (request as RequestOf<'JoinGroup'>).memberId,
        generationId: -1,
        protocolType: null,
        protocolName: null,
        leader: '',
        skipAssignment: false,
        members: [],
      };
    case 'SyncGroup':
      return { error, protocolType: null, protocolName: null, assignment: undefined };
    case 'Heartbeat':
      return { error };
    default:
      throw new Error(`The recording holds back no ${api}.`);
  }
}

function offsetsOf(text: string | undefined) {
  if (text === undefined) return undefined;
  return new Map(
    text.split(',').map((entry) => {
      const [name, offset] = entry.split('=');
      return [partitionOf(name ?? ''), { offset: Number(offset) }];
    }),
  );
}

function splitOnce(text: string): readonly [string, string | undefined] {
  const at = text.indexOf(':');
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
