// Floor 3. What one `poll` does, again and again until there are records or the time is used up (Kafka: ClassicKafkaConsumer.poll).
import { pause, type Routine } from '../../kernel/routine.ts';
import type { ConsumerParts } from './consumer-parts.ts';
import { Deadline } from './deadline.ts';
import type { FetchedRecords } from './fetcher.ts';

const nothing: FetchedRecords = new Map();

/** After so many fruitless rounds in one instant, which only a network without any latency allows, time has to go on. */
const roundsMax = 100;

/** @returns records by partition; empty when the time is used up */
export function* pollLoop(parts: ConsumerParts, timeoutMs: number): Routine<FetchedRecords> {
  const { network, clock } = parts.context;
  const deadline = new Deadline(clock, timeoutMs);
  let instantMs = clock.now();
  let rounds = 0;
  do {
    network.triggerWakeup();
    yield* updateAssignment(parts, deadline);
    const fetched = yield* pollForFetches(parts, deadline);
    if (fetched.size > 0) {
      // The next fetches go out before the application handles these records. Positions have moved already: nothing may be thrown now.
      if (parts.fetcher.sendFetches() > 0 || network.hasPendingRequests) network.transmit();
      return fetched;
    }
    if (clock.now() !== instantMs) {
      instantMs = clock.now();
      rounds = 0;
    } else if (++rounds > roundsMax && !deadline.isExpired) yield* pause(clock, 1);
  } while (!deadline.isExpired);
  return nothing;
}

function* updateAssignment(parts: ConsumerParts, deadline: Deadline): Routine<void> {
  if (parts.coordinator !== undefined && !(yield* parts.coordinator.poll(deadline))) return;
  if (!parts.context.subscriptions.hasAllPositions) yield* parts.positions.update(deadline);
}

function* pollForFetches(parts: ConsumerParts, deadline: Deadline): Routine<FetchedRecords> {
  const { coordinator, fetcher, context } = parts;
  const { network, subscriptions, config, clock } = context;
  let waitMs = Math.min(coordinator?.timeToNextPollMs ?? Number.POSITIVE_INFINITY, deadline.remainingMs);
  const buffered = fetcher.collect();
  if (buffered.size > 0) return buffered;
  fetcher.sendFetches();
  // A lookup of a position may be waiting for its backoff: look again after it.
  if (!subscriptions.hasAllPositions) waitMs = Math.min(waitMs, config['retry.backoff.ms']);
  // A heartbeat that is due at this very instant goes out beside this call, so that time has to go on.
  if (!deadline.isExpired) waitMs = Math.max(1, waitMs);
  yield* network.poll(new Deadline(clock, waitMs), () => !fetcher.hasAvailableFetches);
  return fetcher.collect();
}
