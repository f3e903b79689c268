// Floor 6. Kafka's assignors under the names by which they are configured: one door to solutions/ for scenes and tools.
import type { ConsumerPartitionAssignor } from 'kafka';
import { RangeAssignor } from '../../solutions/range-assignor/answer.ts';

export { RangeAssignor };

/** Kafka's assignors by their protocol name. Each consumer makes its own instance: assignors have state. */
export const assignorsByName: ReadonlyMap<string, new () => ConsumerPartitionAssignor> = new Map([
  ['range', RangeAssignor],
]);
