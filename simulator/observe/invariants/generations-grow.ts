// Floor 4. The generation of a group only grows. A coordinator that takes over knows what was stored, so a generation whose
// assignment never was can come again; one that was stored cannot.
import type { Checker, Invariant, World } from './invariant.ts';

interface Last {
  readonly generationId: number;
  readonly failOvers: number;
}

export const generationsGrow: Invariant = {
  name: 'generations grow',
  rule: 'Each generation of a group has a higher number than the one before; after a fail-over, than the last one that was stored.',
  begin(world: World): Checker {
    const begun = new Map<string, Last>();
    const stored = new Map<string, Last>();
    const isBelow = (generationId: number, last: Last | undefined) =>
      last !== undefined && generationId <= last.generationId;
    return {
      next(event) {
        switch (event.kind) {
          case 'group.generation': {
            const { groupId, generationId } = event;
            const last = begun.get(groupId);
            const floor = last?.failOvers === world.failOvers() ? last : stored.get(groupId);
            if (isBelow(generationId, floor)) {
              world.report(`${groupId} began generation ${generationId} after generation ${floor?.generationId}`);
            }
            begun.set(groupId, { generationId, failOvers: world.failOvers() });
            return;
          }
          case 'group.assignment':
            stored.set(event.groupId, { generationId: event.generationId, failOvers: world.failOvers() });
            return;
          case 'group.state':
            if (event.to === 'Dead') {
              begun.delete(event.groupId);
              stored.delete(event.groupId);
            }
        }
      },
    };
  },
};
