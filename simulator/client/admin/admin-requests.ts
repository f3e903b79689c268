// Floor 3. How an admin client asks: whom, for how long, and again when the failure may pass (Kafka: KafkaAdminClient, AdminApiDriver,
// CoordinatorStrategy, PartitionLeaderStrategy). Knows the requests that find a broker, and no others.
import type { Clock } from '../../kernel/clock.ts';
import { pause, type Routine, waitFor } from '../../kernel/routine.ts';
import type { AdminConfig } from '../../protocol/config/admin-config.ts';
import type { Api, BrokerEndpoint, MetadataResponse, RequestOf, ResponseOf } from '../../protocol/requests.ts';
import type { ClientEnvironment } from '../environment.ts';
import { DisconnectException, errorFor, IllegalStateException, KafkaException, TimeoutException } from '../errors.ts';
import { NetworkClient } from '../network-client.ts';
import { ExponentialBackoff } from '../network-client-backoff.ts';

/** One call of an admin client, with the time that it has. */
export interface AdminCall {
  readonly what: string;
  readonly deadlineMs: number;
}

export class AdminRequests {
  readonly #clock: Clock;
  readonly #config: AdminConfig;
  readonly #network: NetworkClient;
  readonly #backoff: ExponentialBackoff;
  #brokerIds: readonly number[];
  #isClosed = false;

  constructor(environment: ClientEnvironment, config: AdminConfig) {
    const { clock, random } = environment;
    this.#clock = clock;
    this.#config = config;
    this.#backoff = new ExponentialBackoff(config['retry.backoff.ms'], config['retry.backoff.max.ms'], random);
    this.#network = new NetworkClient({
      clock,
      wire: environment.wire(config['client.id']),
      random,
      requestTimeoutMs: config['request.timeout.ms'],
      reconnectBackoff: new ExponentialBackoff(
        config['reconnect.backoff.ms'],
        config['reconnect.backoff.max.ms'],
        random,
      ),
    });
    this.#brokerIds = environment.bootstrapBrokers;
  }

  /**
   * Tries until it succeeds, fails for good, or `default.api.timeout.ms` is over.
   *
   * @param what the call with its arguments, for its errors
   */
  *call<T>(what: string, attempt: (call: AdminCall) => Routine<T>): Routine<T> {
    if (this.#isClosed) throw new IllegalStateException('This admin client is closed. Make a new Admin.');
    const call: AdminCall = { what, deadlineMs: this.#clock.now() + this.#config['default.api.timeout.ms'] };
    for (let failures = 0; ; failures++) {
      try {
        return yield* attempt(call);
      } catch (error) {
        const mayRetry = error instanceof KafkaException && error.retriable && failures < this.#config.retries;
        if (!mayRetry) throw error;
        const waitMs = this.#backoff.afterMs(failures);
        if (this.#clock.now() + waitMs >= call.deadlineMs) throw this.#timeout(call, error);
        yield* pause(this.#clock, Math.max(1, waitMs));
      }
    }
  }

  /** One request, which fails with a DisconnectException when no answer comes. */
  *send<A extends Api>(call: AdminCall, brokerId: number, api: A, request: RequestOf<A>): Routine<ResponseOf<A>> {
    const leftMs = call.deadlineMs - this.#clock.now();
    return yield* waitFor(
      this.#network.send(
        { brokerId, purpose: 'general' },
        api,
        request,
        Math.max(1, Math.min(leftMs, this.#config['request.timeout.ms'])),
      ),
    );
  }

  /** Any broker that can be asked at present. */
  anyBroker(): number {
    const brokerId = this.#network.leastLoadedBroker(this.#brokerIds);
    if (brokerId === undefined) throw new DisconnectException('No broker can be reached at the moment.');
    return brokerId;
  }

  /** Who coordinates a group. */
  *coordinatorOf(call: AdminCall, groupId: string): Routine<BrokerEndpoint> {
    const { error, coordinator } = yield* this.send(call, this.anyBroker(), 'FindCoordinator', { groupId });
    if (error !== 'NONE') throw errorFor(error, `group ${groupId}`);
    if (coordinator === undefined) throw errorFor('COORDINATOR_NOT_AVAILABLE', `group ${groupId}`);
    return coordinator;
  }

  /** @param topics `null`: all */
  *metadata(call: AdminCall, topics: readonly string[] | null): Routine<MetadataResponse> {
    const response = yield* this.send(call, this.anyBroker(), 'Metadata', { topics });
    if (response.brokers.length > 0) this.#brokerIds = response.brokers.map(({ id }) => id);
    return response;
  }

  close(): void {
    this.#isClosed = true;
    this.#network.close();
  }

  #timeout(call: AdminCall, cause: Error): TimeoutException {
    return new TimeoutException(
      `${call.what} did not succeed within ${this.#config['default.api.timeout.ms']} ms (default.api.timeout.ms). The last failure: ${cause.message}`,
      { cause },
    );
  }
}
