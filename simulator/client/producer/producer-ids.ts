// Floor 3. The identity of an idempotent producer, and a new one where the old one is of no use any more (Kafka: TransactionManager,
// InitProducerId). Knows no batch.
import type { Clock } from '../../kernel/clock.ts';
import type { Metadata } from '../metadata.ts';
import type { NetworkClient } from '../network-client.ts';
import type { ExponentialBackoff } from '../network-client-backoff.ts';

/** Whose sequence numbers begin anew with a new identity. */
export interface IdentityHolder {
  takeIdentity(producerId: number): void;
}

export interface ProducerIdsOptions {
  readonly clock: Clock;
  readonly network: NetworkClient;
  readonly metadata: Metadata;
  readonly backoff: ExponentialBackoff;
}

export class ProducerIds {
  readonly #options: ProducerIdsOptions;
  #current: number | undefined;
  #attempts = 0;
  #isAsking = false;
  #isClosed = false;
  readonly #renewals = new Map<IdentityHolder, () => void>();
  #onObtained: (() => void) | undefined;

  constructor(options: ProducerIdsOptions) {
    this.#options = options;
  }

  /** `undefined` until the first answer. */
  get current(): number | undefined {
    return this.#current;
  }

  /** Asks for an identity; `then` is called when it is there. */
  obtain(then: () => void): void {
    this.#onObtained = then;
    this.#ask();
  }

  /** Asks for a new identity for one holder alone: others go on with theirs. */
  renew(holder: IdentityHolder, then: () => void): void {
    if (this.#renewals.has(holder)) return;
    this.#renewals.set(holder, then);
    this.#ask();
  }

  /** Asks no more. */
  close(): void {
    this.#isClosed = true;
  }

  #ask(): void {
    if (this.#isAsking || this.#isClosed) return;
    const { clock, network, metadata, backoff } = this.#options;
    this.#isAsking = true;
    const again = (): void => {
      const waitMs = Math.max(1, backoff.afterMs(this.#attempts++));
      clock.after(waitMs, () => {
        this.#isAsking = false;
        this.#ask();
      });
    };
    const brokerId = network.leastLoadedBroker(metadata.brokerIds);
    if (brokerId === undefined) {
      again();
      return;
    }
    network.send({ brokerId, purpose: 'general' }, 'InitProducerId', {}).onDone((outcome) => {
      if ('error' in outcome || outcome.value.error !== 'NONE') {
        again();
        return;
      }
      this.#isAsking = false;
      this.#attempts = 0;
      this.#hand(outcome.value.producerId);
    });
  }

  #hand(producerId: number): void {
    this.#current = producerId;
    const renewals = [...this.#renewals];
    this.#renewals.clear();
    for (const [holder] of renewals) holder.takeIdentity(producerId);
    const thens = new Set(renewals.map(([, then]) => then));
    if (this.#onObtained !== undefined) thens.add(this.#onObtained);
    this.#onObtained = undefined;
    for (const then of thens) then();
  }
}
