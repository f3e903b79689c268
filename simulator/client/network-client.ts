// Floor 3. A client's connections: requests in flight, their timeouts, brokers that are not to be asked for a while (Kafka:
// NetworkClient with ClusterConnectionStates). Knows nothing of groups; when a response is looked at is its owner's matter.
import type { Clock, Timer } from '../kernel/clock.ts';
import { Future } from '../kernel/future.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { Api, RequestOf, ResponseOf } from '../protocol/requests.ts';
import type { ConnectionPurpose, Wire } from '../protocol/wire.ts';
import { DisconnectException } from './errors.ts';
import type { ExponentialBackoff } from './network-client-backoff.ts';

/**
 * One of a client's connections to a broker. A consumer talks to its group coordinator over a connection of its own, so that
 * a long fetch does not stand in the way of a heartbeat.
 */
export interface Connection {
  readonly brokerId: number;
  readonly purpose: ConnectionPurpose;
}

export interface NetworkClientOptions {
  readonly clock: Clock;
  readonly wire: Wire;
  readonly random: RandomStream;
  /** `request.timeout.ms` */
  readonly requestTimeoutMs: number;
  /** `reconnect.backoff.ms` and `reconnect.backoff.max.ms` */
  readonly reconnectBackoff: ExponentialBackoff;
  /** Takes what came back, to settle the request's future now or later. Default: now. */
  readonly deliver?: (settle: () => void) => void;
}

interface InFlight {
  readonly deadlineMs: number;
  fail(error: Error): void;
}

interface ConnectionState {
  readonly inFlight: Set<InFlight>;
  /** Something was answered since it was made. */
  isEstablished: boolean;
  /** When it was made, or last tried in vain. */
  triedAtMs: number;
  failures: number;
  /** Not to be used before; `undefined` unless the last try failed. */
  retryAtMs: number | undefined;
  timer: Timer | undefined;
  timerAtMs: number;
}

export class NetworkClient {
  readonly #options: NetworkClientOptions;
  readonly #connections = new Map<number, ConnectionState>();
  readonly #brokers = new Set<number>();
  #inFlightCount = 0;

  constructor(options: NetworkClientOptions) {
    this.#options = options;
  }

  get inFlightCount(): number {
    return this.#inFlightCount;
  }

  inFlightCountOf(connection: Connection): number {
    return this.#connections.get(keyOf(connection))?.inFlight.size ?? 0;
  }

  /** Whether the connection failed and its time to be tried again has not come (Kafka: `isUnavailable`). */
  isUnavailable(connection: Connection): boolean {
    return this.unavailableForMs(connection) > 0;
  }

  unavailableForMs(connection: Connection): number {
    const retryAtMs = this.#connections.get(keyOf(connection))?.retryAtMs;
    return retryAtMs === undefined ? 0 : Math.max(0, retryAtMs - this.#options.clock.now());
  }

  /** Fails with a DisconnectException when the connection breaks, or when no response comes for `timeoutMs`. */
  send<A extends Api>(
    connection: Connection,
    api: A,
    request: RequestOf<A>,
    timeoutMs: number = this.#options.requestTimeoutMs,
  ): Future<ResponseOf<A>> {
    const result = new Future<ResponseOf<A>>();
    if (this.isUnavailable(connection)) {
      this.#deliver(() => result.fail(new DisconnectException()));
      return result;
    }
    const state = this.#stateOf(connection);
    state.retryAtMs = undefined;
    const { clock, wire } = this.#options;
    const entry: InFlight = {
      deadlineMs: clock.now() + timeoutMs,
      fail: (error) => this.#deliver(() => result.fail(error)),
    };
    state.inFlight.add(entry);
    this.#inFlightCount++;
    this.#watch(connection, state, entry.deadlineMs);
    this.#brokers.add(connection.brokerId);
    wire.send(
      connection.brokerId,
      api,
      request,
      {
        onResponse: (response) => {
          if (!this.#remove(state, entry)) return;
          state.failures = 0;
          state.isEstablished = true;
          this.#deliver(() => result.succeed(response));
        },
        onDisconnect: () => {
          // Who was frozen may have sent more before it hears that the connection is gone. A socket that is closed takes that along.
          if (state.inFlight.has(entry)) this.#drop(connection, state);
        },
      },
      connection.purpose,
    );
    return result;
  }

  /**
   * Gives up on everything in flight on one connection: it fails as disconnected. The connection can be made again after the
   * backoff, which one that is disconnected already does not prolong (Kafka: `NetworkClient.disconnect`).
   */
  disconnect(connection: Connection): void {
    const state = this.#connections.get(keyOf(connection));
    if (state !== undefined && state.retryAtMs === undefined) this.#drop(connection, state);
  }

  /**
   * Whom to ask what any broker can answer; `undefined` when none may be asked now (Kafka: `leastLoadedNode`). A broker that has
   * answered before is preferred, the one with the fewest requests in flight; then one that is being connected to; only then a new
   * one, the one that was tried longest ago. Among equals it is a random one, as clients that all ask the first would make that one busy.
   */
  leastLoadedBroker(brokerIds: readonly number[]): number | undefined {
    const count = brokerIds.length;
    const offset = count > 1 ? this.#options.random.integer(0, count - 1) : 0;
    let ready: number | undefined;
    let connecting: number | undefined;
    let reachable: number | undefined;
    let least = Number.POSITIVE_INFINITY;
    let triedAtMs = Number.POSITIVE_INFINITY;
    for (let at = 0; at < count; at++) {
      const brokerId = brokerIds[(offset + at) % count];
      if (brokerId === undefined) continue;
      const connection: Connection = { brokerId, purpose: 'general' };
      const state = this.#connections.get(keyOf(connection));
      if (state?.isEstablished === true) {
        if (state.inFlight.size >= least) continue;
        least = state.inFlight.size;
        ready = brokerId;
      } else if (state !== undefined && state.inFlight.size > 0) {
        connecting = brokerId;
      } else if (!this.isUnavailable(connection) && (state?.triedAtMs ?? Number.NEGATIVE_INFINITY) < triedAtMs) {
        triedAtMs = state?.triedAtMs ?? Number.NEGATIVE_INFINITY;
        reachable = brokerId;
      }
    }
    return ready ?? connecting ?? reachable;
  }

  /** Closes all connections. What is in flight is never answered. */
  close(): void {
    for (const state of this.#connections.values()) {
      state.timer?.cancel();
      state.inFlight.clear();
    }
    this.#inFlightCount = 0;
    for (const brokerId of this.#brokers) this.#options.wire.disconnect(brokerId);
  }

  #deliver(settle: () => void): void {
    if (this.#options.deliver === undefined) settle();
    else this.#options.deliver(settle);
  }

  #stateOf(connection: Connection): ConnectionState {
    const key = keyOf(connection);
    let state = this.#connections.get(key);
    if (state === undefined) {
      state = {
        inFlight: new Set(),
        isEstablished: false,
        triedAtMs: this.#options.clock.now(),
        failures: 0,
        retryAtMs: undefined,
        timer: undefined,
        timerAtMs: 0,
      };
      this.#connections.set(key, state);
    }
    return state;
  }

  #remove(state: ConnectionState, entry: InFlight): boolean {
    if (!state.inFlight.delete(entry)) return false;
    this.#inFlightCount--;
    return true;
  }

  #abandon(state: ConnectionState): void {
    const abandoned = [...state.inFlight];
    state.inFlight.clear();
    this.#inFlightCount -= abandoned.length;
    for (const entry of abandoned) entry.fail(new DisconnectException());
  }

  #fail(state: ConnectionState): void {
    state.isEstablished = false;
    state.triedAtMs = this.#options.clock.now();
    state.retryAtMs = state.triedAtMs + this.#options.reconnectBackoff.afterMs(state.failures);
    state.failures++;
    this.#abandon(state);
  }

  #drop(connection: Connection, state: ConnectionState): void {
    this.#options.wire.disconnect(connection.brokerId, connection.purpose);
    this.#fail(state);
  }

  /** One timer for each connection, for the request that will time out first. It is left running when that one is answered. */
  #watch(connection: Connection, state: ConnectionState, deadlineMs: number): void {
    if (state.timer !== undefined) {
      if (state.timerAtMs <= deadlineMs) return;
      state.timer.cancel();
    }
    const { clock } = this.#options;
    state.timerAtMs = deadlineMs;
    state.timer = clock.after(Math.max(0, deadlineMs - clock.now()), () => {
      state.timer = undefined;
      let next = Number.POSITIVE_INFINITY;
      for (const entry of state.inFlight) next = Math.min(next, entry.deadlineMs);
      if (next <= clock.now()) this.#drop(connection, state);
      else if (next !== Number.POSITIVE_INFINITY) this.#watch(connection, state, next);
    });
  }
}

function keyOf({ brokerId, purpose }: Connection): number {
  return 2 * brokerId + (purpose === 'coordinator' ? 1 : 0);
}
