// Floor 4. The generation of a group only grows. A coordinator that takes over knows what was stored, so a generation whose
// assignment never was can come again; one that was stored cannot.
import type { TracedEvent } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

interface Known {
  /** The last generation that began, and how many fail-overs there had been by then. */
  begun: number;
  begunAfter: number;
  /** The last generation whose assignment was stored. */
  stored: number;
  /** When the group became Dead: deleted, unless a coordinator gave it up at that time. */
  deadAtMs: number | undefined;
}

export const generationsGrow: Invariant = {
  name: 'generations grow',
  rule: 'Each generation of a group has a higher number than the one before; after a fail-over, than the last one that was stored.',
  begin(world: World): Checker {
    const groups = new Map<string, Known>();
    let lostAtMs: number | undefined;

    const knownOf = (groupId: string, atMs: number): Known => {
      const known = groups.get(groupId);
      // Whoever gives a group up says so in the same instant, before another takes it over.
      const wasDeleted = known?.deadAtMs !== undefined && known.deadAtMs <= atMs;
      if (known !== undefined && !wasDeleted) return known;
      const fresh = { begun: -1, begunAfter: 0, stored: -1, deadAtMs: undefined };
      groups.set(groupId, fresh);
      return fresh;
    };
    const handedOver = (atMs: number) => {
      lostAtMs = atMs;
      for (const known of groups.values()) if (known.deadAtMs === atMs) known.deadAtMs = undefined;
    };
    const changed = ({ groupId, from, to, generationId, atMs }: Extract<TracedEvent, { kind: 'group.state' }>) => {
      if (to === 'Dead') {
        knownOf(groupId, atMs).deadAtMs = lostAtMs === atMs ? undefined : atMs;
        return;
      }
      const { stored } = knownOf(groupId, atMs);
      if (from === 'Dead' && generationId < stored) {
        world.report(
          `${groupId} was taken over in generation ${generationId}, although generation ${stored} was stored`,
        );
      }
    };

    return {
      next(event) {
        switch (event.kind) {
          case 'coordinator.unloaded':
          case 'broker.crashed':
            return handedOver(event.atMs);
          case 'group.state':
            return changed(event);
          case 'group.assignment':
            knownOf(event.groupId, event.atMs).stored = event.generationId;
            return;
          case 'group.generation': {
            const { groupId, generationId, atMs } = event;
            const known = knownOf(groupId, atMs);
            const floor = known.begunAfter === world.failOvers() ? known.begun : known.stored;
            if (generationId <= floor)
              world.report(`${groupId} began generation ${generationId} after generation ${floor}`);
            known.begun = generationId;
            known.begunAfter = world.failOvers();
          }
        }
      },
    };
  },
};
