// Floor 7. Groups of any size, of real clients on a cluster: from nobody to Stable, and through one member's leaving.
import { defineScenario, type ScenarioRun, startScenario } from 'simulator';
import { assignorsByName } from 'testkit';

export interface GroupSize {
  readonly members: number;
  /** Of ten topics together, to which all members subscribe. */
  readonly partitions: number;
  readonly assignor: string;
}

export interface GroupMeasured {
  /** Wall time from the start of the processes until the group is Stable and every member has its assignment. */
  readonly joinedMs: number;
  /** The same from the moment when one of them is asked to stop. */
  readonly leftMs: number;
  readonly virtualMs: number;
  readonly events: number;
  /** What is in use after a collection of garbage, with the whole trace in it. */
  readonly heapMB: number;
}

const topicCount = 10;
const withinMs = 600_000;

export async function throughOneLife({ members, partitions, assignor }: GroupSize): Promise<GroupMeasured> {
  const topics = Array.from({ length: topicCount }, (_, at) => `topic-${at}`);
  const scenario = defineScenario({
    for: '1h',
    topics: Object.fromEntries(topics.map((topic) => [topic, partitions / topicCount])),
    groups: { all: { topics, assignor } },
    consumers: { [`c1..c${members}`]: { group: 'all' } },
  });
  const limits = { eventsMax: 1_000_000_000, traceEventsMax: 1_000_000_000 };
  const run = startScenario(scenario, { assignors: assignorsByName, limits });
  const { cluster } = run;

  const startedAt = performance.now();
  await cluster.runUntil('everybody has joined', allIn(run, members), { withinMs });
  const joinedAt = performance.now();
  const leaving = `c${Math.ceil(members / 2)}`;
  const othersAreIn = allIn(run, members - 1);
  cluster.process(leaving).stop();
  await cluster.runUntil('the others share what it had', othersAreIn, { withinMs });
  const leftAt = performance.now();

  globalThis.gc?.();
  const heapMB = process.memoryUsage().heapUsed / 1e6;
  return {
    joinedMs: joinedAt - startedAt,
    leftMs: leftAt - joinedAt,
    virtualMs: cluster.now,
    events: cluster.eventCount,
    heapMB,
  };
}

/** Holds once a generation of so many has come to be and all of them are in it. Reads on in the trace, which costs next to nothing. */
function allIn({ cluster }: ScenarioRun, members: number): () => boolean {
  let read = cluster.trace.length;
  let missing = Number.POSITIVE_INFINITY;
  return () => {
    const { trace } = cluster;
    for (; read < trace.length; read++) {
      const event = trace[read];
      if (event?.kind === 'group.generation')
        missing = event.members.length === members ? members : Number.POSITIVE_INFINITY;
      else if (event?.kind === 'consumer.state' && event.to === 'STABLE') missing -= 1;
    }
    return missing === 0;
  };
}
