// Floor 6. Workers whose doings stand in the cluster's trace, so that a timeline shows what was in progress, what failed and what was processed.
import { topicPartition } from 'kafka';
import type { SimulatedCluster } from 'simulator';
import type { Workers } from './for-answers.ts';

/** The same workers; each job of theirs is told as one of this process. */
export function toldWorkers(cluster: SimulatedCluster, clientId: string, workers: Workers): Workers {
  return {
    handle: async (record) => {
      const job = workers.handle(record);
      const { topic, partition, offset } = record;
      const told = { process: clientId, clientId, partition: topicPartition(topic, partition), offset };
      cluster.emit({ kind: 'record.started', ...told });
      try {
        await job;
      } catch (error) {
        cluster.emit({ kind: 'record.failed', ...told });
        throw error;
      }
      cluster.emit({ kind: 'record.processed', ...told });
    },
  };
}
