// Floor 7. Scenarios whose timelines are measured: groups of growing size, and the size up to which a timeline promises to be fluid.
import type { SceneData } from '../../../site/scene/scene-data.ts';

export interface TimelineLoad {
  readonly name: string;
  readonly scene: SceneData;
}

/** The last has about 100,000 events in its trace. */
export const loads: readonly TimelineLoad[] = [
  load(10, 100, 40),
  load(50, 150, 40),
  load(200, 600, 20),
  load(50, 500, 40),
];

/** One comes late, one crashes, one is started anew, one freezes for longer than its session: five rebalances with gaps. */
function load(members: number, partitions: number, seconds: number): TimelineLoad {
  const at = (share: number): string => `${seconds * share}s`;
  return {
    name: `${members} members, ${partitions} partitions`,
    scene: {
      scenario: {
        seed: 11,
        for: at(1),
        topics: { orders: partitions },
        groups: { shop: { topics: ['orders'], assignor: 'range', config: { 'session.timeout.ms': 6000 } } },
        consumers: { [`c1..c${members - 1}`]: { group: 'shop' }, late: { group: 'shop', start: at(0.35) } },
        load: { orders: { rate: '25/s', keys: 1000, arrivals: 'poisson' } },
        events: [
          { at: at(0.15), crash: 'c2' },
          { at: at(0.55), restart: 'c3', down: '1s' },
          { at: at(0.7), freeze: 'c4', for: '8s' },
        ],
      },
      view: { groupId: 'shop', fromMs: 0, toMs: seconds * 1000, detail: 'callbacks', rows: 'auto' },
      settings: [],
    },
  };
}
