// Floor 6. What an answer hands each record to, one at a time or many: it takes its time, and tells the cluster's trace what was begun
// and what was finished. Everything that is said about a run is derived from there.
import { type ConsumerRecord, sleep, topicPartition } from 'kafka';
import { runningLife, type SimulatedCluster } from 'simulator';
import { checkedPlace } from './arguments.ts';

/**
 * A `handle(record)` for answers. Its promise settles when the record is handled, and never in a process that crashes meanwhile.
 *
 * @param takesMs how long it takes: whole milliseconds of virtual time
 * @param clientId of the consumer whose records these are; the trace knows consumers by process and client id
 */
export function recordHandler(
  cluster: Pick<SimulatedCluster, 'emit'>,
  { takesMs, clientId }: { readonly takesMs: (record: ConsumerRecord) => number; readonly clientId: string },
): (record: ConsumerRecord) => Promise<void> {
  return async (record) => {
    checkedPlace('handle()', record);
    const life = runningLife('handle()');
    const { topic, partition, offset } = record;
    const told = { process: life.process, clientId, partition: topicPartition(topic, partition), offset };
    cluster.emit({ kind: 'record.started', ...told });
    await sleep(takesMs(record));
    cluster.emit({ kind: 'record.processed', ...told });
  };
}
