// Floor 2. The name of one partition, and the order in which Kafka lists them. Knows nothing of who owns it.

/** One partition of one topic. Always the same frozen object for the same name, so that it works as a key of Map and Set. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

const interned = new Map<string, TopicPartition[]>();

/**
 * The one object that stands for `topic`-`partition`.
 *
 * @throws RangeError when `partition` is not a whole number from 0 up.
 */
export function topicPartition(topic: string, partition: number): TopicPartition {
  let ofTopic = interned.get(topic);
  if (ofTopic === undefined) {
    ofTopic = [];
    interned.set(topic, ofTopic);
  }
  const known = ofTopic[partition];
  if (known !== undefined) return known;
  if (!Number.isInteger(partition) || partition < 0) {
    throw new RangeError(`Partition numbers are whole numbers from 0 up; ${topic} has no partition ${partition}.`);
  }
  const created: TopicPartition = Object.freeze({ topic, partition });
  ofTopic[partition] = created;
  return created;
}
