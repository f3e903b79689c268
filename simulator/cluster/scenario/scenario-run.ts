// Floor 4. A scenario on a simulated cluster: everything is put on its clock, and then time is let pass. Suites and pages hold this
// in hand, look at trace, stores and cluster at any time, and may add to what happens.
import type { ConsumerPartitionAssignor } from '../../client/assignor.ts';
import { configureConsumer } from '../../client/kafka-consumer-config.ts';
import { processAssignor } from '../../client/process-assignor.ts';
import type { TopicConfigInput } from '../../protocol/config/broker-config.ts';
import type { ConsumerConfigInput } from '../../protocol/config/consumer-config.ts';
import type { ClusterLimits, TopicOptions } from '../cluster-options.ts';
import type { ProcessContext } from '../process.ts';
import { SimulatedCluster } from '../simulated-cluster.ts';
import { Administrator } from './administrator.ts';
import { type AssignorsByName, defaultAssignors } from './config-check.ts';
import { type Command, ConsumerProgram } from './consumer-program.ts';
import { Links } from './links.ts';
import { LoadProcesses } from './load-process.ts';
import { Outside } from './outside.ts';
import { type Path, problemAt, ScenarioError, type ScenarioProblem, suggestion } from './problem.ts';
import { withSettings } from './read-consumer.ts';
import {
  type ConsumerPlan,
  declaredApplication,
  type NewSettings,
  type Scenario,
  type ScenarioEvent,
  type TopicPlan,
} from './scenario.ts';
import type { StoreView } from './store.ts';

/** What code of your own is handed that runs in the place of a scenario's consumer. */
export interface ScenarioContext extends ProcessContext {
  /** For `new KafkaConsumer(config)`: as the scenario says, with group, assignors and client id. */
  readonly config: ConsumerConfigInput & Readonly<Record<string, unknown>>;
  /** What else the scenario says about this consumer: what it reads, how it handles records. */
  readonly plan: ConsumerPlan;
}

export type ScenarioMain = (context: ScenarioContext) => void | PromiseLike<void>;

export interface ScenarioOptions {
  /** The assignors by the names under which the scenario chooses them. */
  readonly assignors: AssignorsByName;
  /** Code of your own, by consumer: it runs in the consumer's process instead of what the scenario declares. */
  readonly programs?: Readonly<Record<string, ScenarioMain>>;
  /** Code of your own by the names under which the scenario's consumers choose it as their `application`. */
  readonly applications?: ReadonlyMap<string, ScenarioMain>;
  /** Tells clusters of one test apart. */
  readonly name?: string;
  readonly limits?: ClusterLimits;
}

/** What each record of a group adds to its loading. */
const loadingPerRecordMs = 0.01;

export class ScenarioRun {
  #scenario: Scenario;
  readonly cluster: SimulatedCluster;
  readonly #options: ScenarioOptions;
  readonly #outside: Outside;
  readonly #links: Links;
  readonly #administrator: Administrator;
  readonly #load: LoadProcesses;
  /** Of those whose application takes commands. */
  readonly #commands = new Map<string, Command[]>();
  /** As each is from its next start on. */
  readonly #plans: Map<string, ConsumerPlan>;

  /** Everything is on the clock; nothing has happened yet. See `startScenario`. */
  constructor(scenario: Scenario, options: ScenarioOptions) {
    checkOptions(scenario, options);
    this.#scenario = scenario;
    this.#options = options;
    this.#plans = new Map(scenario.consumers);
    this.cluster = new SimulatedCluster({
      name: options.name ?? 'scenario',
      seed: scenario.seed,
      brokers: scenario.brokers.ids.map((id, at) => {
        const rack = scenario.brokers.racks?.[at];
        return rack === undefined ? { id } : { id, rack };
      }),
      topics: Object.fromEntries([...scenario.topics].map(([topic, plan]) => [topic, topicOptions(plan)])),
      network: scenario.network,
      config: scenario.brokers.config,
      failOver: {
        brokerSessionTimeoutMs: scenario.brokers.sessionTimeoutMs,
        loading: { fixedMs: scenario.brokers.loadingMs, perRecordMs: loadingPerRecordMs },
      },
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    });
    this.#administrator = new Administrator(this.cluster);
    this.#outside = new Outside(scenario, () => this.cluster.now);
    this.#load = new LoadProcesses(this.cluster, scenario);
    const processes = [...this.#load.names, ...scenario.consumers.keys()];
    this.#links = new Links(this.cluster, processes, scenario.network.latency);
    for (const { process, startMs } of scenario.consumers.values()) {
      this.cluster.schedule(startMs, () => this.#start(process));
    }
    for (const event of scenario.events) this.cluster.schedule(event.atMs, () => this.#perform(event));
  }

  /** What is run, with all that was added to it. */
  get scenario(): Scenario {
    return this.#scenario;
  }

  /**
   * Takes up the further events of a longer scenario, which is otherwise the same. All of them lie ahead, so that the run is the one that
   * would have been had it begun with them.
   *
   * @returns whether it could: not when one of them is due already, or needs a producer that is not there
   */
  extend(longer: Scenario): boolean {
    const added = addedEvents(this.#scenario.events, longer.events);
    if (added === undefined) return false;
    const isAhead = added.every((event) => event.atMs > this.cluster.now);
    const isProduced = added.every(
      (event) => event.kind !== 'produce' || this.#load.names.includes(`load:${event.topic}`),
    );
    if (!isAhead || !isProduced) return false;
    this.#scenario = longer;
    for (const event of added) {
      this.cluster.schedule(event.atMs - this.cluster.now, () => this.#perform(event));
    }
    return true;
  }

  /** What the handlers have written, by the store's name. */
  get stores(): ReadonlyMap<string, StoreView> {
    return this.#outside.stores;
  }

  /** Lets time pass up to `untilMs` from the start; by default to the end that the scenario gives. */
  async run(untilMs: number = this.scenario.durationMs): Promise<void> {
    await this.cluster.runFor(Math.max(0, untilMs - this.cluster.now));
  }

  /** The same at once. Only for scenarios without code of your own, which needs turns of the host. */
  runMachinery(untilMs: number = this.scenario.durationMs): void {
    this.cluster.runMachineryFor(Math.max(0, untilMs - this.cluster.now));
  }

  #perform(event: ScenarioEvent): void {
    try {
      if ('process' in event) this.#performOnProcess(event);
      else this.#performOnCluster(event);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`The event "${event.kind}" at ${event.atMs} ms could not be carried out: ${why}`, {
        cause: error,
      });
    }
  }

  #performOnProcess(event: Extract<ScenarioEvent, { process: string }>): void {
    const process = this.cluster.process(event.process);
    if (event.kind === 'start') {
      this.#deploy(event.process, event.settings);
      this.#start(event.process);
      return;
    }
    if (event.kind === 'restart') {
      this.#deploy(event.process, event.settings);
      if (process.isAlive) process.crash();
      if (event.downMs === 0) this.#start(event.process);
      else this.cluster.schedule(event.downMs, () => this.#start(event.process));
      return;
    }
    if (event.kind === 'clockStep') {
      process.clockStep(event.byMs);
      return;
    }
    // It came to an end that no event has written: an error left it, or it was fenced.
    if (!process.isAlive) {
      this.cluster.note(`${event.kind} of ${event.process} is left out: it is ${process.state}.`);
      return;
    }
    switch (event.kind) {
      case 'close':
        process.stop();
        return;
      case 'crash':
        process.crash();
        return;
      case 'freeze':
        process.freeze(event.forMs);
        return;
      case 'blockPoll':
        process.blockPoll(event.forMs);
        return;
      case 'subscribe':
      case 'pause':
      case 'resume':
      case 'commit': {
        const commands = this.#commands.get(event.process);
        if (commands !== undefined) commands.push(event);
        else this.cluster.note(`${event.kind} of ${event.process} is left out: code of its own runs there.`);
      }
    }
  }

  #performOnCluster(event: Exclude<ScenarioEvent, { process: string }>): void {
    const { cluster } = this;
    switch (event.kind) {
      case 'cut':
        this.#links.cut(event.link, event.way, event.forMs);
        return;
      case 'slow':
        this.#links.slow(event.link, event.latency, event.forMs);
        return;
      case 'heal':
        this.#links.heal(event.link);
        return;
      case 'crashBroker':
        this.#unlessImpossibleNow(() => cluster.crashBroker(event.broker));
        return;
      case 'stopBroker':
        this.#unlessImpossibleNow(() => cluster.stopBroker(event.broker));
        return;
      case 'restartBroker':
        this.#unlessImpossibleNow(() => cluster.restartBroker(event.broker));
        return;
      case 'moveCoordinator':
        this.#unlessImpossibleNow(() => cluster.moveCoordinator(event.group, event.to));
        return;
      case 'moveLeader':
        this.#unlessImpossibleNow(() => cluster.moveLeader(event.partition.topic, event.partition.partition, event.to));
        return;
      case 'createTopic':
        this.#unlessImpossibleNow(() => cluster.createTopic(event.topic, topicOptions(event.plan)));
        return;
      case 'deleteTopic':
        this.#unlessImpossibleNow(() => cluster.deleteTopic(event.topic));
        return;
      case 'createPartitions':
        this.#unlessImpossibleNow(() => cluster.createPartitions(event.topic, event.partitions));
        return;
      case 'produce':
        this.#load.produce(event);
        return;
      case 'resetOffsets':
      case 'deleteOffsets':
      case 'deleteGroup':
        this.#administrator.perform(event);
        return;
      case 'note':
        cluster.note(event.text);
    }
  }

  /**
   * Which replicas are in sync, how long a broker takes to come back, and which topics an admin client has created or deleted, depends on what has
   * happened before.
   */
  #unlessImpossibleNow(fault: () => void): void {
    try {
      fault();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.cluster.note(`Left out: ${error.message}`);
    }
  }

  #deploy(name: string, settings: NewSettings | undefined): void {
    const plan = this.#plans.get(name);
    if (plan !== undefined) this.#plans.set(name, withSettings(plan, settings));
  }

  #start(name: string): void {
    const process = this.cluster.process(name);
    if (process.isAlive) {
      // A process that was asked to end takes its time; the next one starts when it has ended, as a supervisor would do it.
      if (process.state === 'running') this.cluster.note(`start of ${name} is left out: it is running.`);
      else this.cluster.schedule(1, () => this.#start(name));
      return;
    }
    const plan = this.#plans.get(name);
    if (plan === undefined) throw new Error(`The scenario has no consumer ${name}.`);
    const config = this.#configOf(plan);
    const main = this.#options.programs?.[name] ?? this.#options.applications?.get(plan.application);
    if (main !== undefined) {
      this.#commands.delete(name);
      process.start((context) => main({ ...context, config, plan }));
    } else {
      const commands: Command[] = [];
      this.#commands.set(name, commands);
      const outside = this.#outside;
      // What is thrown here brings down the process, not the cluster.
      process.startProgram(function* (incarnation) {
        const { config: checked, assignors } = incarnation.within(() =>
          configureConsumer(config, () => incarnation.nextClientNumber()),
        );
        const configured = {
          config: checked,
          assignors: assignors.map((assignor) => processAssignor(assignor, (work) => incarnation.within(work))),
        };
        yield* new ConsumerProgram(incarnation, { plan, configured, outside, commands }).run();
      });
    }
  }

  #configOf({ process, group, assignors, config, handler }: ConsumerPlan): ScenarioContext['config'] {
    const classes: (new () => ConsumerPartitionAssignor)[] = [];
    for (const name of assignors ?? defaultAssignors) {
      const known = this.#options.assignors.get(name);
      if (known !== undefined) classes.push(known);
    }
    return Object.freeze({
      'client.id': process,
      ...config,
      'group.id': group,
      'partition.assignment.strategy': classes,
      'enable.auto.commit': handler.commit === 'auto',
    });
  }
}

/**
 * A scenario on a cluster of its own, at 0 ms. Let time pass with `run`.
 *
 * @throws ScenarioError when the scenario names an assignor that is not handed in, or code is handed in for a consumer that the
 *   scenario does not have
 */
export function startScenario(scenario: Scenario, options: ScenarioOptions): ScenarioRun {
  return new ScenarioRun(scenario, options);
}

/** The same, run to the end that the scenario gives. */
export async function runScenario(scenario: Scenario, options: ScenarioOptions): Promise<ScenarioRun> {
  const run = startScenario(scenario, options);
  await run.run();
  return run;
}

/** What `longer` has besides the events of `shorter`; `undefined` when it lacks one of them. */
function addedEvents(
  shorter: readonly ScenarioEvent[],
  longer: readonly ScenarioEvent[],
): readonly ScenarioEvent[] | undefined {
  let next = 0;
  const added = longer.filter((event) => {
    const isKnown = next < shorter.length && JSON.stringify(event) === JSON.stringify(shorter[next]);
    if (isKnown) next += 1;
    return !isKnown;
  });
  return next === shorter.length ? added : undefined;
}

function topicOptions({ partitions, replicas, config }: TopicPlan): TopicOptions {
  // Held against Kafka's keys when the scenario was checked.
  return { partitions, replicas, config: config as TopicConfigInput };
}

function checkOptions({ consumers, events }: Scenario, options: ScenarioOptions): void {
  const { assignors, programs = {}, applications } = options;
  const problems: ScenarioProblem[] = [];
  const checkAssignor = (name: string, path: Path): void => {
    if (assignors.has(name)) return;
    problems.push(problemAt(path, `no assignor "${name}" was handed in; ${suggestion(name, [...assignors.keys()])}`));
  };
  const checkApplication = (name: string | undefined, path: Path): void => {
    if (name === undefined || name === declaredApplication || applications?.has(name) === true) return;
    const mend = suggestion(name, [declaredApplication, ...(applications?.keys() ?? [])]);
    problems.push(problemAt(path, `no application "${name}" was handed in; ${mend}`));
  };
  for (const plan of consumers.values()) {
    checkApplication(plan.application, ['consumers', plan.process, 'application']);
    // Of Kafka's default list, those that are there.
    const isSomeDefault = defaultAssignors.some((name) => assignors.has(name));
    for (const name of plan.assignors ?? (isSomeDefault ? [] : defaultAssignors)) {
      checkAssignor(name, ['consumers', plan.process, 'assignor']);
    }
  }
  for (const name of Object.keys(programs)) {
    if (consumers.has(name)) continue;
    const mend = suggestion(name, [...consumers.keys()]);
    problems.push(problemAt(['consumers'], `code was handed in for "${name}", and there is no such consumer; ${mend}`));
  }
  events.forEach((event, at) => {
    if ('settings' in event) {
      for (const name of event.settings?.assignors ?? []) checkAssignor(name, ['events', at, 'assignor']);
      checkApplication(event.settings?.application, ['events', at, 'application']);
    }
    if (!('process' in event) || !Object.hasOwn(programs, event.process)) return;
    if (!['subscribe', 'pause', 'resume', 'commit'].includes(event.kind)) return;
    problems.push(
      problemAt(
        ['events', at, event.kind],
        `${event.process} runs code of its own; do it there, and remove this event`,
      ),
    );
  });
  if (problems.length > 0) throw new ScenarioError(problems);
}
