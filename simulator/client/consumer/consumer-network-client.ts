// Floor 3. The network as a consumer sees it: requests go out, and responses are looked at, only while the application or the
// heartbeat "thread" polls (Kafka: ConsumerNetworkClient). Wakeups strike here. Knows nothing of groups.
import type { Clock } from '../../kernel/clock.ts';
import { Future } from '../../kernel/future.ts';
import { type Routine, start } from '../../kernel/routine.ts';
import type { Api, MetadataRequest, RequestOf, ResponseOf } from '../../protocol/requests.ts';
import { DisconnectException, WakeupException } from '../errors.ts';
import type { Metadata } from '../metadata.ts';
import type { Connection, NetworkClient, NetworkClientOptions } from '../network-client.ts';
import { NetworkClient as Network } from '../network-client.ts';
import { Deadline } from './deadline.ts';
import { Waiting } from './waiting.ts';

export interface ConsumerNetworkOptions extends Omit<NetworkClientOptions, 'deliver'> {
  readonly metadata: Metadata;
  /** What is asked for when metadata is due. */
  readonly metadataRequest: () => MetadataRequest;
  /** `retry.backoff.ms` */
  readonly retryBackoffMs: number;
}

/** What is done with a response: its value is the result, what it throws the failure. In steps if it must wait for something. */
export type Handle<A extends Api, T> = (response: ResponseOf<A>, sentAtMs: number) => T;

/** What a poll can wait for, and what can be told that a request failed. */
interface Awaitable {
  readonly isDone: boolean;
}
interface Failing {
  fail(error: unknown): void;
}

/** Something to do in the course of a poll. */
type Completion = () => Routine<void> | undefined;

/** Polls that are asked to wait for nothing. */
const never = (): boolean => false;

export class ConsumerNetworkClient {
  readonly #network: NetworkClient;
  readonly #clock: Clock;
  readonly #metadata: Metadata;
  readonly #options: ConsumerNetworkOptions;
  /** To be sent by the next poll, in order. */
  #unsent: { readonly connection: Connection; readonly send: () => void; readonly fail: () => void }[] = [];
  /** What has come back, for the next poll to take up. */
  #arrived: (() => void)[] = [];
  /** Taken up, to be handled in order. A handler that throws out of a poll leaves the rest to the next one. */
  #completions: Completion[] = [];
  readonly #disconnects: Connection[] = [];
  #isMetadataInFlight = false;
  #isWokenUp = false;
  #areWakeupsDisabled = false;
  readonly #waiting: Waiting;
  /** Called when something arrives and nobody polls. */
  onArrival: (() => void) | undefined;

  constructor(options: ConsumerNetworkOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#metadata = options.metadata;
    this.#waiting = new Waiting(options.clock);
    this.#network = new Network({
      ...options,
      deliver: (settle) => {
        this.#arrived.push(settle);
        this.#wake();
      },
    });
  }

  /** The broker to ask what any broker can answer; `undefined`: none can be asked now. */
  leastLoadedBroker(): number | undefined {
    return this.#network.leastLoadedBroker(this.#metadata.brokerIds);
  }

  isUnavailable(connection: Connection): boolean {
    return this.#network.isUnavailable(connection);
  }

  hasReadyBrokers(): boolean {
    return this.#metadata.brokerIds.some((brokerId) => !this.isUnavailable({ brokerId, purpose: 'general' }));
  }

  /** Queues a request for the next poll. A later poll handles the response and settles the result. */
  send<A extends Api, T>(
    connection: Connection,
    api: A,
    request: RequestOf<A>,
    handle: Handle<A, T>,
    timeoutMs?: number,
  ): Future<T> {
    const result = new Future<T>();
    this.#queue(
      connection,
      api,
      request,
      timeoutMs,
      (response, sentAtMs) => {
        settle(result, () => handle(response, sentAtMs));
        return undefined;
      },
      result,
    );
    return result;
  }

  /** The same for a response whose handling may have to wait: the poll that takes it up does not end before. */
  sendInSteps<A extends Api>(
    connection: Connection,
    api: A,
    request: RequestOf<A>,
    handle: (response: ResponseOf<A>, sentAtMs: number) => Routine<void>,
    failed: Failing,
    timeoutMs?: number,
  ): void {
    this.#queue(connection, api, request, timeoutMs, handle, failed);
  }

  /** Polls until the future is done or the time is used up. Returns whether it is done. */
  *pollUntil(future: Awaitable, deadline: Deadline, wakeups = true): Routine<boolean> {
    do {
      yield* this.poll(deadline, () => !future.isDone, wakeups);
    } while (!future.isDone && !deadline.isExpired);
    return future.isDone;
  }

  /**
   * One turn: sends what is queued, waits until something arrives (only if `shouldBlock` holds, at most for the deadline), and
   * handles what has.
   *
   * @throws WakeupException when `wakeup` was called, unless wakeups are off
   */
  *poll(deadline: Deadline, shouldBlock?: () => boolean, wakeups = true): Routine<void> {
    const hadCompletions = this.#completions.length > 0;
    if (hadCompletions) yield* this.#complete();
    if (this.#disconnects.length > 0) for (const connection of this.#disconnects.splice(0)) this.#drop(connection);
    this.#updateMetadata();
    this.#trySend();
    const mayBlock = !hadCompletions && this.#arrived.length === 0 && this.#completions.length === 0;
    if (mayBlock && !deadline.isExpired && (shouldBlock === undefined || shouldBlock())) {
      if (!(wakeups && this.#isWokenUp && !this.#areWakeupsDisabled)) yield* this.#block(deadline.remainingMs);
    }
    this.#takeUp();
    if (wakeups) this.triggerWakeup();
    this.#trySend();
    if (this.#completions.length > 0) yield* this.#complete();
    this.#metadata.throwAnyError();
  }

  /** A turn that neither waits nor is woken up. */
  *pollNoWakeup(): Routine<void> {
    yield* this.poll(new Deadline(this.#clock, 0), never, false);
  }

  /** The same from outside a routine. A response that takes longer to handle is handled all the same. */
  pollNow(): void {
    const outcome = start(this.pollNoWakeup()).outcome;
    if (outcome !== undefined && 'error' in outcome) throw outcome.error;
  }

  /** Sends what is queued, and takes up what has come without handling it. */
  transmit(): void {
    this.#trySend();
    this.#takeUp();
  }

  get hasPendingRequests(): boolean {
    return this.#unsent.length > 0 || this.#network.inFlightCount > 0;
  }

  hasPendingRequestsTo(connection: Connection): boolean {
    return (
      this.#unsent.some((unsent) => isSame(unsent.connection, connection)) ||
      this.#network.inFlightCountOf(connection) > 0
    );
  }

  *awaitPendingRequests(connection: Connection, deadline: Deadline): Routine<void> {
    while (this.hasPendingRequestsTo(connection) && !deadline.isExpired) yield* this.poll(deadline);
  }

  /** Waits for the next metadata. Returns whether it came in time. */
  *awaitMetadataUpdate(deadline: Deadline): Routine<boolean> {
    const version = this.#metadata.requestUpdate(false);
    do {
      yield* this.poll(deadline, () => this.#metadata.updateVersion === version);
    } while (this.#metadata.updateVersion === version && !deadline.isExpired);
    return this.#metadata.updateVersion > version;
  }

  *ensureFreshMetadata(deadline: Deadline): Routine<boolean> {
    if (!this.#metadata.isUpdateRequested && this.#metadata.timeToNextUpdateMs() > 0) return true;
    return yield* this.awaitMetadataUpdate(deadline);
  }

  /** Gives up on what is in flight on a connection, at the next poll. */
  disconnect(connection: Connection): void {
    this.#disconnects.push(connection);
    this.#wake();
  }

  /** Makes the present or the next blocking call throw a WakeupException. */
  wakeup(): void {
    this.#isWokenUp = true;
    this.#wake();
  }

  disableWakeups(): void {
    this.#areWakeupsDisabled = true;
  }

  /** @throws WakeupException when `wakeup` was called since the last time */
  triggerWakeup(): void {
    if (this.#areWakeupsDisabled || !this.#isWokenUp) return;
    this.#isWokenUp = false;
    throw new WakeupException();
  }

  close(): void {
    this.#unsent = [];
    this.#arrived = [];
    this.#completions = [];
    this.#network.close();
  }

  #queue<A extends Api>(
    connection: Connection,
    api: A,
    request: RequestOf<A>,
    timeoutMs: number | undefined,
    handle: (response: ResponseOf<A>, sentAtMs: number) => Routine<void> | undefined,
    failed: Failing,
  ): void {
    const fail = (error: unknown): void => {
      this.#completions.push(() => {
        // A broken connection may mean that leaders have moved.
        if (error instanceof DisconnectException) this.#metadata.requestUpdate(false);
        failed.fail(error);
        return undefined;
      });
    };
    const send = (): void => {
      const sentAtMs = this.#clock.now();
      this.#network.send(connection, api, request, timeoutMs).onDone((outcome) => {
        if ('error' in outcome) fail(outcome.error);
        else this.#completions.push(() => handle(outcome.value, sentAtMs));
      });
    };
    this.#unsent.push({ connection, send, fail: () => fail(new DisconnectException()) });
  }

  #trySend(): void {
    if (this.#unsent.length === 0) return;
    for (const unsent of this.#unsent.splice(0)) unsent.send();
  }

  #takeUp(): void {
    if (this.#arrived.length === 0) return;
    for (const settleNow of this.#arrived.splice(0)) settleNow();
  }

  *#complete(): Routine<void> {
    for (;;) {
      const completion = this.#completions.shift();
      if (completion === undefined) return;
      const steps = completion();
      if (steps !== undefined) yield* steps;
    }
  }

  #drop(connection: Connection): void {
    const dropped = this.#unsent.filter((unsent) => isSame(unsent.connection, connection));
    this.#unsent = this.#unsent.filter((unsent) => !isSame(unsent.connection, connection));
    for (const unsent of dropped) unsent.fail();
    this.#network.disconnect(connection);
  }

  #updateMetadata(): void {
    if (this.#isMetadataInFlight || this.#metadata.timeToNextUpdateMs() > 0) return;
    const brokerId = this.leastLoadedBroker();
    if (brokerId === undefined) return;
    this.#isMetadataInFlight = true;
    const { requestVersion } = this.#metadata;
    this.#network
      .send({ brokerId, purpose: 'general' }, 'Metadata', this.#options.metadataRequest())
      .onDone((outcome) => {
        this.#isMetadataInFlight = false;
        if ('value' in outcome) this.#metadata.update(requestVersion, outcome.value);
        else this.#metadata.updateFailed();
      });
  }

  *#block(timeoutMs: number): Routine<void> {
    let waitMs = Math.min(timeoutMs, this.#options.requestTimeoutMs);
    if (this.#network.inFlightCount === 0) waitMs = Math.min(waitMs, this.#options.retryBackoffMs);
    if (!this.#isMetadataInFlight) {
      // Due, but nobody can be asked: the backoff of a connection has to pass first.
      const dueMs = this.#metadata.timeToNextUpdateMs();
      waitMs = Math.min(waitMs, dueMs === 0 ? this.#options.retryBackoffMs : dueMs);
    }
    yield* this.#waiting.wait(Math.max(1, Math.ceil(waitMs)));
  }

  #wake(): void {
    if (!this.#waiting.end()) this.onArrival?.();
  }
}

function isSame(a: Connection, b: Connection): boolean {
  return a.brokerId === b.brokerId && a.purpose === b.purpose;
}

function settle<T>(result: Future<T>, handle: () => T): void {
  let value: T;
  try {
    value = handle();
  } catch (error) {
    result.fail(error);
    return;
  }
  result.succeed(value);
}
