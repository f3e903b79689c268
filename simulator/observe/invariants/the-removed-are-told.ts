// Floor 4. Liveness of single members: once nothing disturbs a run any more, nobody goes on for ever believing to be a member of a
// group that has removed it. A heartbeat, a commit or a poll has to tell it. Checked like the rule about groups that come to rest.
import type { Checker, Invariant, World } from './invariant.ts';

export const theRemovedAreTold: Invariant = {
  name: 'the removed are told',
  rule: 'A consumer whose member the group has removed learns of that, when nothing keeps it from doing so.',
  begin(world: World): Checker {
    const removed = new Map<string, number>();
    const frozen = new Set<string>();
    const liveness = world.options.liveness;
    return {
      next(event) {
        switch (event.kind) {
          case 'group.member.removed':
            removed.set(event.memberId, event.atMs);
            return;
          case 'group.member.added':
            removed.delete(event.memberId);
            return;
          case 'process.frozen':
            frozen.add(event.process);
            return;
          case 'process.thawed':
          case 'process.started':
            frozen.delete(event.process);
        }
      },
      end(endMs) {
        if (liveness === undefined) return;
        for (const { key, process, groupId, memberId, state } of world.consumers.all()) {
          const sinceMs = removed.get(memberId);
          if (sinceMs === undefined || state !== 'STABLE' || frozen.has(process)) continue;
          if (endMs - Math.max(sinceMs, liveness.calmFromMs) <= liveness.withinMs) continue;
          world.report(
            `${key} still believes at ${endMs} ms to be ${memberId} of ${groupId}, which was removed at ${sinceMs} ms; nothing disturbed it from ${liveness.calmFromMs} ms on`,
          );
        }
      },
    };
  },
};
