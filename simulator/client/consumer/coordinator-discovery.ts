// Floor 3. Which broker coordinates the group, and the requests that go there (Kafka: AbstractCoordinator.ensureCoordinatorReady and
// its FindCoordinator). Knows nothing of what the requests mean.
import { Future } from '../../kernel/future.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Api, FindCoordinatorResponse, RequestOf, ResponseOf } from '../../protocol/requests.ts';
import { CoordinatorNotAvailableException, DisconnectException, errorFor, KafkaException } from '../errors.ts';
import type { Connection } from '../network-client.ts';
import type { GroupContext } from './consumer-context.ts';
import type { Handle } from './consumer-network-client.ts';
import { Deadline } from './deadline.ts';

export class CoordinatorDiscovery {
  readonly #context: GroupContext;
  #coordinator: Connection | undefined;
  #lookup: Future<void> | undefined;
  /** Called when a coordinator was found. */
  onFound: (() => void) | undefined;

  constructor(context: GroupContext) {
    this.#context = context;
  }

  /** The coordinator, if it is known and can be reached. */
  get coordinator(): Connection | undefined {
    if (this.#coordinator !== undefined && this.#context.network.isUnavailable(this.#coordinator))
      this.markUnknown(true);
    return this.#coordinator;
  }

  get isUnknown(): boolean {
    return this.coordinator === undefined;
  }

  get isLookingUp(): boolean {
    return this.#lookup !== undefined;
  }

  /**
   * Finds the coordinator if it is unknown. The lock is held meanwhile, so that no heartbeat interferes.
   *
   * @returns whether it is known when the time is used up
   * @throws GroupAuthorizationException, or what else a broker answered for good
   */
  *ensureReady(deadline: Deadline, wakeups = true): Routine<boolean> {
    if (!this.isUnknown) return true;
    return yield* this.#context.monitor.hold(this.#find(deadline, wakeups));
  }

  /** One try, without waiting. */
  *ensureReadyAsync(): Routine<boolean> {
    return yield* this.ensureReady(new Deadline(this.#context.clock, 0), false);
  }

  /** Asks a broker, unless one is being asked already. */
  lookup(): Future<void> {
    if (this.#lookup !== undefined) return this.#lookup;
    const { network, groupId } = this.#context;
    const brokerId = network.leastLoadedBroker();
    if (brokerId === undefined) {
      return Future.failed(new CoordinatorNotAvailableException('No broker is available to ask for the coordinator.'));
    }
    this.#lookup = network.send({ brokerId, purpose: 'general' }, 'FindCoordinator', { groupId }, (response) =>
      this.#found(response),
    );
    return this.#lookup;
  }

  clearLookup(): void {
    this.#lookup = undefined;
  }

  /** What is in flight to the old coordinator fails. `isDisconnected`: it has already. */
  markUnknown(isDisconnected = false): void {
    const old = this.#coordinator;
    if (old === undefined) return;
    this.#coordinator = undefined;
    if (!isDisconnected) this.#context.network.disconnect(old);
  }

  /** Sends a request to the coordinator. A broken connection makes it unknown. */
  send<A extends Api, T>(api: A, request: RequestOf<A>, handle: Handle<A, T>, timeoutMs?: number): Future<T> {
    const { coordinator } = this;
    if (coordinator === undefined) return Future.failed(new CoordinatorNotAvailableException());
    const result = this.#context.network.send(coordinator, api, request, handle, timeoutMs);
    result.onDone((outcome) => {
      if ('error' in outcome && outcome.error instanceof DisconnectException) this.markUnknown(true);
    });
    return result;
  }

  /** The same for a response that is handled in steps. `failed` is told when there is none. */
  sendInSteps<A extends Api>(
    api: A,
    request: RequestOf<A>,
    handle: (response: ResponseOf<A>, sentAtMs: number) => Routine<void>,
    failed: Future<unknown>,
    timeoutMs?: number,
  ): void {
    const { coordinator } = this;
    if (coordinator === undefined) {
      failed.fail(new CoordinatorNotAvailableException());
      return;
    }
    failed.onDone((outcome) => {
      if ('error' in outcome && outcome.error instanceof DisconnectException) this.markUnknown(true);
    });
    this.#context.network.sendInSteps(coordinator, api, request, handle, failed, timeoutMs);
  }

  *#find(deadline: Deadline, wakeups: boolean): Routine<boolean> {
    const { network, retryBackoff } = this.#context;
    let attempts = 0;
    do {
      const lookup = this.lookup();
      yield* network.pollUntil(lookup, deadline, wakeups);
      const outcome = lookup.outcome;
      if (outcome === undefined) break; // Out of time. The next call waits for the same lookup.
      let fatal: { readonly error: unknown } | undefined;
      if ('error' in outcome) {
        if (isRetriable(outcome.error)) {
          yield* deadline.sleep(retryBackoff.afterMs(attempts++));
          yield* network.awaitMetadataUpdate(deadline);
        } else {
          fatal = outcome;
        }
      } else if (this.#coordinator !== undefined && network.isUnavailable(this.#coordinator)) {
        this.markUnknown();
        yield* deadline.sleep(retryBackoff.afterMs(attempts++));
      }
      this.clearLookup();
      if (fatal !== undefined) throw fatal.error;
    } while (this.isUnknown && !deadline.isExpired);
    return !this.isUnknown;
  }

  #found(response: FindCoordinatorResponse): void {
    const { error, coordinator } = response;
    if (error !== 'NONE') throw errorFor(error, `group ${this.#context.groupId}`);
    if (coordinator === undefined) throw new KafkaException('FindCoordinator was answered without a coordinator.');
    this.#coordinator = { brokerId: coordinator.id, purpose: 'coordinator' };
    this.onFound?.();
  }
}

export function isRetriable(error: unknown): boolean {
  return error instanceof KafkaException && error.retriable;
}
