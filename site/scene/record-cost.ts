// Floor 7. What a record costs to handle where code of its own takes the place of a scenario's handler. Knows no cluster.
import type { ConsumerRecord } from 'kafka';
import { type ConsumerPlan, RandomStream } from 'simulator';

/** The record's own luck, whoever handles it; in ms. */
export function costOf({ handler }: ConsumerPlan): (record: ConsumerRecord) => number {
  return ({ topic, partition, offset, key }) => {
    const { leastMs, mostMs } = (key === null ? undefined : handler.perKey.get(key)) ?? handler.perRecord;
    return new RandomStream(`handling/${topic}-${partition}@${offset}`).integer(leastMs, mostMs);
  };
}
