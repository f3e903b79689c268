// Floor 3. The writes of one partition of `__consumer_offsets` that are under way. What is answered after a write waits here, and so
// does a read that must see it (Kafka: CoordinatorRuntime with its DeferredEventQueue). Knows nothing of what is written.
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { CoordinatorRecord } from './coordinator-record.ts';

/** Appends records; `onStored` is called once, possibly before it returns. */
export type Append = (records: readonly CoordinatorRecord[], onStored: (error: ErrorCode) => void) => void;

interface Entry {
  isWrite: boolean;
  isDone: boolean;
  readonly finish: (error: ErrorCode) => void;
}

export class ShardLog {
  readonly #append: Append;
  #underWay: Entry[] = [];

  constructor(append: Append) {
    this.#append = append;
  }

  /** @param onStored is given the error as a response is to carry it: `NOT_COORDINATOR` when the shard was closed meanwhile */
  append(records: readonly CoordinatorRecord[], onStored: (error: ErrorCode) => void): void {
    const write: Entry = { isWrite: true, isDone: false, finish: onStored };
    this.#underWay.push(write);
    this.#append(records, (error) => {
      if (write.isDone) return; // The shard was closed before its log answered.
      write.isDone = true;
      write.finish(asResponseError(error));
      this.#drain();
    });
  }

  /** Calls `run` when every write that is under way now has come to an end: at once if there is none. */
  afterWrites(run: (error: ErrorCode) => void): void {
    if (this.#underWay.length === 0) run('NONE');
    else this.#underWay.push({ isWrite: false, isDone: false, finish: run });
  }

  /** Whatever waits is told `NOT_COORDINATOR`. */
  close(): void {
    const waiting = this.#underWay.filter(({ isDone }) => !isDone);
    this.#underWay = [];
    for (const entry of waiting) {
      entry.isDone = true;
      entry.finish('NOT_COORDINATOR');
    }
  }

  #drain(): void {
    for (;;) {
      const first = this.#underWay[0];
      if (first === undefined || (first.isWrite && !first.isDone)) return;
      this.#underWay.shift();
      if (!first.isWrite) {
        first.isDone = true;
        first.finish('NONE');
      }
    }
  }
}

/** A failed append as members are told of it (Kafka: GroupMetadataManager.appendGroupMetadataErrorToResponseError). */
function asResponseError(error: ErrorCode): ErrorCode {
  switch (error) {
    case 'UNKNOWN_TOPIC_OR_PARTITION':
    case 'REQUEST_TIMED_OUT':
      return 'COORDINATOR_NOT_AVAILABLE';
    case 'NOT_LEADER_OR_FOLLOWER':
      return 'NOT_COORDINATOR';
    default:
      return error;
  }
}
