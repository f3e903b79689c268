// Floor 3. Keeps the metadata of a producer or an admin client up to date: asks when an update is wanted and allowed, one question
// at a time (Kafka: NetworkClient.DefaultMetadataUpdater). Nothing is asked while nobody wants to know.
import type { Clock, Timer } from '../kernel/clock.ts';
import type { MetadataResponse } from '../protocol/requests.ts';
import type { Metadata } from './metadata.ts';
import type { NetworkClient } from './network-client.ts';

export interface MetadataUpdaterOptions {
  readonly clock: Clock;
  readonly network: NetworkClient;
  readonly metadata: Metadata;
  /** Which topics to ask about; `null`: all. */
  readonly topics: () => readonly string[] | null;
  /** Called after each answer, when the metadata is up to date. */
  readonly onUpdate: (response: MetadataResponse) => void;
}

export class MetadataUpdater {
  readonly #options: MetadataUpdaterOptions;
  #isAsking = false;
  #isClosed = false;
  #timer: Timer | undefined;

  constructor(options: MetadataUpdaterOptions) {
    this.#options = options;
  }

  /** Asks as soon as that is allowed, if an update was requested or the metadata is too old. */
  update(): void {
    if (this.#isAsking || this.#isClosed) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    const { metadata, network } = this.#options;
    const waitMs = metadata.timeToNextUpdateMs();
    if (waitMs > 0) {
      if (metadata.isUpdateRequested) this.#later(waitMs);
      return;
    }
    const brokerId = network.leastLoadedBroker(metadata.brokerIds);
    if (brokerId === undefined) {
      const waits = metadata.brokerIds.map((id) => network.unavailableForMs({ brokerId: id, purpose: 'general' }));
      this.#later(Math.max(1, Math.min(...waits)));
      return;
    }
    this.#ask(brokerId);
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  #ask(brokerId: number): void {
    const { metadata, network, topics, onUpdate } = this.#options;
    const { requestVersion } = metadata;
    this.#isAsking = true;
    network.send({ brokerId, purpose: 'general' }, 'Metadata', { topics: topics() }).onDone((outcome) => {
      this.#isAsking = false;
      if (this.#isClosed) return;
      if ('error' in outcome) {
        metadata.updateFailed();
        metadata.requestUpdate(false);
      } else {
        metadata.update(requestVersion, outcome.value);
        onUpdate(outcome.value);
      }
      this.update();
    });
  }

  #later(delayMs: number): void {
    this.#timer = this.#options.clock.after(delayMs, () => this.update());
  }
}
