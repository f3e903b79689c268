// Floor 4. Handles one record as a scenario declares it: takes its time, fails when it is to, writes to the stores, and tells the
// trace. Knows nothing of polls and commits.
import type { ConsumerRecord } from '../../client/records.ts';
import { pause, type Routine } from '../../kernel/routine.ts';
import { topicPartition } from '../../protocol/topic-partition.ts';
import type { Incarnation } from '../incarnation.ts';
import { type Outside, recordName } from './outside.ts';
import type { FailurePlan, HandlerPlan } from './scenario.ts';

/** What a handler throws that is to bring its process down. */
class HandlerFailure extends Error {
  override readonly name = 'HandlerFailure';
}

export class RecordHandler {
  readonly #process: Incarnation;
  readonly #clientId: string;
  readonly #plan: HandlerPlan;
  readonly #outside: Outside;

  constructor(process: Incarnation, clientId: string, plan: HandlerPlan, outside: Outside) {
    this.#process = process;
    this.#clientId = clientId;
    this.#plan = plan;
    this.#outside = outside;
  }

  /** @throws HandlerFailure when the record fails and that is to end the process */
  *handle(record: ConsumerRecord): Routine<void> {
    const name = recordName(record);
    const { perRecord, perKey } = this.#plan;
    const costMs = this.#outside.costMs(name, (record.key === null ? undefined : perKey.get(record.key)) ?? perRecord);
    this.#emit('record.started', record);
    for (;;) {
      const failure = this.#failureOf(record, name);
      // A retry that takes no time would never let time go on.
      const takesMs = failure?.do === 'retry' ? Math.max(1, costMs) : costMs;
      if (takesMs > 0) yield* pause(this.#process.clock, takesMs);
      yield* this.#process.proceed();
      if (failure === undefined) break;
      const error = `${name} with the key ${failure.key} could not be handled.`;
      this.#emit('record.failed', record, error);
      if (failure.do === 'crash') throw new HandlerFailure(error);
      if (failure.do === 'skip') return;
    }
    this.#write(record);
    this.#emit('record.processed', record);
  }

  #failureOf(record: ConsumerRecord, name: string): FailurePlan | undefined {
    const failure = this.#plan.fail.find(({ key }) => key === record.key);
    return failure !== undefined && this.#outside.countAttempt(name) <= failure.times ? failure : undefined;
  }

  #write(record: ConsumerRecord): void {
    for (const name of this.#plan.stores) {
      this.#outside.stores.get(name)?.write({
        partition: topicPartition(record.topic, record.partition),
        offset: record.offset,
        key: record.key,
        value: record.value,
        process: this.#process.process,
        atMs: this.#outside.now(),
      });
    }
  }

  #emit(kind: 'record.started' | 'record.processed' | 'record.failed', record: ConsumerRecord, error?: string): void {
    const { topic, partition, offset } = record;
    const event = {
      kind,
      process: this.#process.process,
      clientId: this.#clientId,
      partition: topicPartition(topic, partition),
      offset,
    };
    this.#process.emit(error === undefined ? event : { ...event, error });
  }
}
