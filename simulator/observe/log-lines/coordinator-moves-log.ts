// Floor 4. What a broker logs when it takes over or gives up a partition of `__consumer_offsets`, and with it the coordination of its
// groups (Kafka 4.0: CoordinatorRuntime). Knows no group.
import type { GroupEvent } from '../../protocol/trace-event.ts';
import { type LogLine, unknown } from './log-line.ts';

const logger = 'org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime';

export type CoordinatorMove = Extract<
  GroupEvent,
  { kind: 'coordinator.loading' | 'coordinator.loaded' | 'coordinator.unloaded' }
> & { readonly atMs: number };

export class CoordinatorMovesLog {
  readonly #loadingSince = new Map<number, number>();

  lines({ kind, brokerId, offsetsPartition, atMs }: CoordinatorMove): readonly LogLine[] {
    const tp = `__consumer_offsets-${offsetsPartition}`;
    const line = (text: string): LogLine => ({
      level: 'INFO',
      logger,
      text: `[GroupCoordinator id=${brokerId}] ${text}`,
    });
    switch (kind) {
      case 'coordinator.loading':
        this.#loadingSince.set(offsetsPartition, atMs);
        return [line(`Scheduling loading of metadata from ${tp} with epoch ${unknown}`)];
      case 'coordinator.loaded': {
        const tookMs = atMs - (this.#loadingSince.get(offsetsPartition) ?? atMs);
        return [
          line(
            `Finished loading of metadata from ${tp} with epoch ${unknown} in ${tookMs}ms where 0ms ` +
              `was spent in the scheduler. Loaded ${unknown} records which total to ${unknown} bytes.`,
          ),
        ];
      }
      case 'coordinator.unloaded':
        return [
          line(`Scheduling unloading of metadata for ${tp} with epoch ${unknown}`),
          line(`Started unloading metadata for ${tp} with epoch ${unknown}.`),
          line(`Finished unloading metadata for ${tp} with epoch ${unknown}.`),
        ];
    }
  }
}
