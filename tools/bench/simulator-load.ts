// Floor 7. Consumers under load for some minutes of virtual time: as programs of a scenario, as application code with promises, and
// a scenario with every kind of fault.
import { KafkaConsumer } from 'kafka';
import { defineScenario, type ScenarioInput, type ScenarioMain, type ScenarioRun, startScenario } from 'simulator';
import { assignorsByName } from 'testkit';

export interface LoadMeasured {
  readonly wallMs: number;
  readonly virtualMs: number;
  readonly events: number;
  readonly traceEvents: number;
  /** In all logs. */
  readonly records: number;
}

const threeConsumers = (minutes: number): ScenarioInput => ({
  seed: 3,
  for: `${minutes}m`,
  topics: { orders: 6 },
  groups: { billing: { topics: ['orders'], assignor: 'range' } },
  consumers: { 'c1..c3': { group: 'billing' } },
  load: { orders: { rate: '100/s', keys: 100, arrivals: 'poisson' } },
});

const limits = { eventsMax: 100_000_000, traceEventsMax: 100_000_000 };

export function asPrograms(minutes: number): LoadMeasured {
  return atOnce(threeConsumers(minutes));
}

export async function asApplicationCode(minutes: number): Promise<LoadMeasured> {
  const programs = { c1: application, c2: application, c3: application };
  const scenario = defineScenario(threeConsumers(minutes));
  const run = startScenario(scenario, { assignors: assignorsByName, programs, limits });
  const startedAt = performance.now();
  await run.run();
  return measured(run, performance.now() - startedAt);
}

export function atOnce(input: ScenarioInput): LoadMeasured {
  const run = startScenario(defineScenario(input), { assignors: assignorsByName, limits });
  const startedAt = performance.now();
  run.runMachinery();
  return measured(run, performance.now() - startedAt);
}

/** Polls until it is asked to stop, as the loop of a lesson does. */
const application: ScenarioMain = async ({ config, shutdown }) => {
  const consumer = new KafkaConsumer(config);
  await consumer.subscribe(['orders']);
  while (!shutdown.isRequested) await consumer.poll(100);
  await consumer.close();
};

function measured({ cluster }: ScenarioRun, wallMs: number): LoadMeasured {
  const partitions = cluster.topics.flatMap((topic) => (topic.isInternal ? [] : topic.partitions));
  return {
    wallMs,
    virtualMs: cluster.now,
    events: cluster.eventCount,
    traceEvents: cluster.trace.length,
    records: partitions.reduce((sum, { logEndOffset }) => sum + logEndOffset, 0),
  };
}
