// Floor 6. Kafka's assignors under the names by which they are configured: one door to solutions/ for scenes and tools.
import type { ConsumerPartitionAssignor } from 'kafka';
import { CooperativeStickyAssignor } from '../../solutions/cooperative-sticky-assignor/answer.ts';
import { RangeAssignor } from '../../solutions/range-assignor/answer.ts';
import { RoundRobinAssignor } from '../../solutions/round-robin-assignor/answer.ts';
import { StickyAssignor } from '../../solutions/sticky-assignor/answer.ts';

export { CooperativeStickyAssignor, RangeAssignor, RoundRobinAssignor, StickyAssignor };

/** Kafka's assignors by their protocol name. Each consumer makes its own instance: assignors have state. */
export const assignorsByName: ReadonlyMap<string, new () => ConsumerPartitionAssignor> = new Map<
  string,
  new () => ConsumerPartitionAssignor
>([
  ['range', RangeAssignor],
  ['roundrobin', RoundRobinAssignor],
  ['sticky', StickyAssignor],
  ['cooperative-sticky', CooperativeStickyAssignor],
]);
