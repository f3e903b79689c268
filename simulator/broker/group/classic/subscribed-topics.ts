// Floor 3. Which topics the members of a classic group subscribe to, as far as their metadata can be read (Kafka:
// ClassicGroup.computeSubscribedTopics). The expiry and the deletion of offsets ask for it; nothing else looks into metadata.
import type { ClassicGroup } from './classic-group.ts';

/** `undefined`: the metadata of a member cannot be read. */
export function topicsOf({ members, protocolName, context }: ClassicGroup): ReadonlySet<string> | undefined {
  const topics = new Set<string>();
  for (const member of members.values()) {
    const ofMember = context.subscribedTopics(member.metadataFor(protocolName));
    if (ofMember === undefined) return undefined;
    for (const topic of ofMember) topics.add(topic);
  }
  return topics;
}
