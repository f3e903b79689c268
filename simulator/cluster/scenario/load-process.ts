// Floor 4. The producers of a scenario: for each topic that something is produced into, a process with one producer, which sends the
// declared load and what events ask for.

import { RunningLoad } from '../../client/producer/load.ts';
import { ProducerCore } from '../../client/producer/producer-core.ts';
import type { Routine } from '../../kernel/routine.ts';
import { parseProducerConfig } from '../../protocol/config/client-config.ts';
import type { SimulatedCluster } from '../simulated-cluster.ts';
import type { Scenario, ScenarioEvent } from './scenario.ts';

type ProduceEvent = Extract<ScenarioEvent, { kind: 'produce' }>;

export class LoadProcesses {
  /** The processes' names: `load:orders`. */
  readonly names: readonly string[];
  readonly #producers = new Map<string, ProducerCore>();
  #producedCount = 0;

  constructor(cluster: SimulatedCluster, { load, events }: Scenario) {
    const produced = events.flatMap((event) => (event.kind === 'produce' ? [event.topic] : []));
    const topics = [...new Set([...load.map(({ topic }) => topic), ...produced])];
    this.names = topics.map((topic) => `load:${topic}`);
    topics.forEach((topic) => {
      const process = cluster.process(`load:${topic}`);
      const loads = load.filter((plan) => plan.topic === topic);
      cluster.schedule(0, () =>
        process.startProgram((incarnation): Routine<void> => {
          const producer = new ProducerCore(incarnation, parseProducerConfig({ 'client.id': `load-${topic}` }));
          this.#producers.set(topic, producer);
          loads.forEach((plan, at) => {
            const random = cluster.random(at === 0 ? `load:${topic}` : `load:${topic}/${at}`);
            new RunningLoad({ load: plan, producer, clock: incarnation.clock, random });
          });
          return forEver();
        }),
      );
    });
  }

  /** Sends records at once. Where nothing is said of their values, they tell them apart from those of the load: `event-0` on. */
  produce({ topic, records, key, value }: ProduceEvent): void {
    const producer = this.#producers.get(topic);
    if (producer === undefined) throw new Error(`Nothing produces into ${topic}.`);
    for (let record = 0; record < records; record++) {
      const own = `event-${this.#producedCount++}`;
      producer.send({ topic, key, value: value ?? own });
    }
  }
}

function* forEver(): Routine<void> {
  yield () => {
    // Nobody calls it to go on.
  };
}
