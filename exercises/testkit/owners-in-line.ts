// Floor 6. Holds an assignment to the line in which members stand, whatever the lengths of their runs.
// For assignors that cut each topic into runs. Knows no assignor.
import { type Check, type Comparison, numbersByTopic } from './assignment-differences.ts';

/** In each topic whoever stands earlier owns lower numbers, however many they are. */
export const ownersInLine: Check = ({ group, actual }) => {
  const line = membersInLine(group);
  const owned = new Map(actual.map(([memberId, partitions]) => [memberId, numbersByTopic(partitions)]));
  for (const [topic] of group.topics) {
    let before: { readonly memberId: string; readonly highest: number } | undefined;
    for (const memberId of line) {
      const numbers = owned.get(memberId)?.get(topic) ?? [];
      if (numbers.length === 0) continue;
      const lowest = Math.min(...numbers);
      if (before !== undefined && lowest < before.highest) {
        return `${topic}-${lowest} went to ${memberId} and ${topic}-${before.highest} to ${before.memberId}, but ${before.memberId} stands before ${memberId}.`;
      }
      before = { memberId, highest: Math.max(...numbers) };
    }
  }
  return undefined;
};

/** Static members by instance id, then dynamic members by member id, as strings. */
function membersInLine({ members }: Comparison['group']): readonly string[] {
  const statics = members.flatMap(({ memberId, groupInstanceId }) =>
    groupInstanceId === undefined ? [] : [{ memberId, instance: groupInstanceId }],
  );
  const dynamics = members.filter(({ groupInstanceId }) => groupInstanceId === undefined);
  return [
    ...statics.sort((a, b) => (a.instance < b.instance ? -1 : 1)).map(({ memberId }) => memberId),
    ...dynamics.map(({ memberId }) => memberId).sort(),
  ];
}
