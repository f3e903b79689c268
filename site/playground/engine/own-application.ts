// Floor 7. Code of the learner's as the application of a scenario's consumer: a loop that polls for it, with what its exercise hands it
// (workers, a sink, a store). Runs where the cluster lives; knows no worker and no page.
import {
  type ConsumerRebalanceListener,
  type ConsumerRecords,
  KafkaConsumer,
  topicPartition,
  WakeupException,
} from 'kafka';
import { type ConsumerPlan, holdClockFor, type ScenarioMain, type SimulatedCluster } from 'simulator';
import { recordHandler, SimulatedSink, SimulatedStateStore, SimulatedWorkers, type Sink, type Workers } from 'testkit';
import { costOf } from '../../scene/record-cost.ts';
import type { Use } from '../protocol.ts';

export interface OwnApplication {
  /** Under which a scenario chooses it. */
  readonly name: string;
  readonly use: Exclude<Use, 'assignor'>;
  /** What is exported there: a class for `store`, a function otherwise. */
  readonly exportName: string;
  /** The module's exports, of an evaluation of its own. */
  evaluate(): Promise<Readonly<Record<string, unknown>>>;
}

type Told = Pick<SimulatedCluster, 'emit' | 'now'>;
type Row = { readonly offset: number };

interface App extends ConsumerRebalanceListener {
  onRecords(records: ConsumerRecords): void | Promise<void>;
  checkpoint?(): void | Promise<void>;
}

/** What the loop calls in one life of a process. */
interface Life {
  readonly listener: ConsumerRebalanceListener;
  onRecords(records: ConsumerRecords): void | Promise<void>;
  checkpoint(): void | Promise<void>;
}

const checkpointEveryMs = 1000;

/**
 * Records take what the scenario's handler says (`perRecord`, `perKey`); what else it says does not hold here. A listener over a store
 * has its records handled between polls and leaves commits to the client; the others commit by themselves.
 *
 * @param cluster where it runs, once that is there
 */
export function mainOf(own: OwnApplication, cluster: () => Told): ScenarioMain {
  // Outside of all processes: it outlives a crash.
  const sink = new SimulatedSink<Row>();
  const store = new SimulatedStateStore();
  return async ({ name, config, plan, shutdown }) => {
    const made = (await holdClockFor(own.evaluate()))[own.exportName];
    if (typeof made !== 'function') throw new Error(`${own.name} does not export ${own.exportName}.`);
    const consumer = new KafkaConsumer({ ...config, 'enable.auto.commit': own.use === 'store' });
    const clientId = config['client.id'] ?? name;
    const told = { process: name, clientId };
    const { listener, onRecords, checkpoint } =
      own.use === 'store'
        ? withLoop(Reflect.construct(made, [store.client()]), cluster(), { clientId, takesMs: costOf(plan) })
        : ofApp(
            made(
              consumer,
              own.use === 'sink' ? tellingSink(sink, told, cluster()) : tellingWorkers(plan, told, cluster()),
            ),
          );
    await subscribe(consumer, plan, listener);
    let checkpointMs = cluster().now + checkpointEveryMs;
    try {
      while (!shutdown.isRequested) {
        await onRecords(await consumer.poll(plan.pollTimeoutMs));
        if (cluster().now < checkpointMs) continue;
        await checkpoint();
        checkpointMs = cluster().now + checkpointEveryMs;
      }
    } catch (error) {
      // A process that is asked to end wakes its consumers up.
      if (!(error instanceof WakeupException && shutdown.isRequested)) throw error;
    }
    await consumer.close();
  };
}

function subscribe(
  consumer: KafkaConsumer,
  { subscription }: ConsumerPlan,
  listener: ConsumerRebalanceListener,
): Promise<void> | void {
  switch (subscription.kind) {
    case 'topics':
      return consumer.subscribe(subscription.topics, listener);
    case 'pattern':
      return consumer.subscribe(new RegExp(subscription.pattern), listener);
    case 'assign':
      return consumer.assign(subscription.partitions.map(({ topic, partition }) => topicPartition(topic, partition)));
  }
}

/** A listener with a loop that handles one record after the other. */
function withLoop(
  listener: ConsumerRebalanceListener,
  cluster: Told,
  options: Parameters<typeof recordHandler>[1],
): Life {
  const handle = recordHandler(cluster, options);
  return {
    listener,
    async onRecords(records) {
      for (const record of records) await handle(record);
    },
    checkpoint() {},
  };
}

const ofApp = (app: App): Life => ({
  listener: app,
  onRecords: (records) => app.onRecords(records),
  checkpoint: () => app.checkpoint?.(),
});

interface Teller {
  readonly process: string;
  readonly clientId: string;
}

/** Workers whose doing is in the trace. */
function tellingWorkers(plan: ConsumerPlan, teller: Teller, { emit }: Told): Workers {
  const workers = new SimulatedWorkers({ seed: 'playground', duration: costOf(plan) }).client();
  return {
    async handle(record) {
      const job = workers.handle(record);
      const { topic, partition, offset } = record;
      const told = { ...teller, partition: topicPartition(topic, partition), offset };
      emit({ kind: 'record.started', ...told });
      await job;
      emit({ kind: 'record.processed', ...told });
    },
  };
}

/** The output with each row that is put out told in the trace. */
function tellingSink(sink: SimulatedSink<Row>, teller: Teller, { emit }: Told): Sink<Row> {
  const client = sink.client();
  // What an earlier life of the process has put out is none of this one's.
  let seen = sink.flushes.length;
  return {
    add: client.add,
    discard: client.discard,
    async flush(partition) {
      await client.flush(partition);
      const arrived = sink.flushes.slice(seen).filter(({ process }) => process === teller.process);
      seen = sink.flushes.length;
      for (const { topic, partition: number, rows } of arrived) {
        for (const { offset } of rows)
          emit({ kind: 'record.processed', ...teller, partition: topicPartition(topic, number), offset });
      }
    },
  };
}
