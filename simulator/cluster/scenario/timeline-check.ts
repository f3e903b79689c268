// Floor 4. Walks through the events in order of time and finds those that cannot happen when they are due: a crash before the
// process starts, a broker restarted that runs, partitions added to a topic that is gone.
import { type AssignorsByName, checkConsumerConfig } from './config-check.ts';
import type { Place } from './place.ts';
import { mayEndByItself, withSettings } from './read-consumer.ts';
import type { PlacedEvent } from './read-event.ts';
import type { ConsumerPlan, NewSettings, ScenarioEvent, TopicPlan } from './scenario.ts';

interface Timeline {
  readonly durationMs: number;
  readonly topics: ReadonlyMap<string, TopicPlan>;
  readonly consumers: ReadonlyMap<string, ConsumerPlan>;
  readonly assignorClasses: AssignorsByName | undefined;
}

/** @param events in order of time */
export function checkTimeline(
  events: readonly PlacedEvent[],
  { durationMs, topics, consumers, assignorClasses }: Timeline,
): void {
  const processes = new Processes(consumers, assignorClasses);
  const brokersDown = new Map<number, number>();
  const partitionCounts = new Map([...topics].map(([topic, plan]) => [topic, plan.partitions]));
  for (const { event, place } of events) {
    if (event.atMs > durationMs) {
      place.report(`happens at ${time(event.atMs)}, after the end at ${time(durationMs)}; make \`for\` longer`);
      continue;
    }
    if ('process' in event) processes.check(event, place);
    else checkBroker(event, place, brokersDown);
    checkTopic(event, place, partitionCounts);
  }
}

class Processes {
  /** As each is at the time that the walk has come to. */
  readonly #consumers: Map<string, ConsumerPlan>;
  readonly #assignorClasses: AssignorsByName | undefined;
  /** How and when those ended that an event has ended. */
  readonly #ended = new Map<string, string>();

  constructor(consumers: ReadonlyMap<string, ConsumerPlan>, assignorClasses: AssignorsByName | undefined) {
    this.#consumers = new Map(consumers);
    this.#assignorClasses = assignorClasses;
  }

  check(event: Extract<ScenarioEvent, { process: string }>, place: Place): void {
    const { process, kind, atMs } = event;
    const plan = this.#consumers.get(process);
    // Clocks jump whether something runs there or not. A consumer that could not be read has a problem of its own.
    if (plan === undefined || kind === 'clockStep') return;
    if (kind === 'start' || kind === 'restart') this.#deploy(withSettings(plan, event.settings), event.settings, place);
    const ended = this.#ended.get(process);
    if (atMs < plan.startMs) {
      place.report(`${process} starts at ${time(plan.startMs)} only, and this is at ${time(atMs)}; move one of them`);
    } else if (kind === 'start') {
      if (ended === undefined && !mayEndByItself(plan)) {
        place.report(
          `${process} runs already since ${time(plan.startMs)}; close or crash it first, or write \`restart\``,
        );
      }
      this.#ended.delete(process);
    } else if (kind === 'restart') this.#ended.delete(process);
    else if (ended !== undefined) place.report(`${process} ${ended}; start it again first, or move this event`);
    else if (kind === 'close') this.#ended.set(process, `was closed at ${time(atMs)}`);
    else if (kind === 'crash') this.#ended.set(process, `was crashed at ${time(atMs)}`);
  }

  #deploy(plan: ConsumerPlan, settings: NewSettings | undefined, place: Place): void {
    if (settings === undefined) return;
    if (settings.config['enable.auto.commit'] !== undefined) {
      place.report('changes enable.auto.commit, which follows from the handler of the consumer; leave the key out');
    }
    const { config, assignors } = plan;
    checkConsumerConfig({ config, assignors, assignorClasses: this.#assignorClasses, placeOf: () => place });
    this.#consumers.set(plan.process, plan);
  }
}

/** @param down brokers that are down, with the time since when */
function checkBroker(event: ScenarioEvent, place: Place, down: Map<number, number>): void {
  if (event.kind === 'restartBroker') {
    if (!down.delete(event.broker)) place.report(`broker ${event.broker} runs; crash or stop it first`);
  } else if (event.kind === 'crashBroker' || event.kind === 'stopBroker') {
    const sinceMs = down.get(event.broker);
    if (sinceMs === undefined) down.set(event.broker, event.atMs);
    else place.report(`broker ${event.broker} is down since ${time(sinceMs)}; restart it first, or move this event`);
  } else if (event.kind === 'moveCoordinator' || event.kind === 'moveLeader') {
    const sinceMs = down.get(event.to);
    if (sinceMs !== undefined) place.report(`broker ${event.to} is down since ${time(sinceMs)}; move it to another`);
  }
}

function checkTopic(event: ScenarioEvent, place: Place, counts: Map<string, number>): void {
  const topic = event.kind === 'moveLeader' ? event.partition.topic : 'topic' in event ? event.topic : undefined;
  if (topic === undefined) return;
  const count = counts.get(topic);
  if (event.kind === 'createTopic') {
    if (count !== undefined)
      place.report(`there is a topic "${topic}" already at ${time(event.atMs)}; use another name`);
    counts.set(topic, event.plan.partitions);
  } else if (count === undefined) {
    place.report(`there is no topic "${topic}" at ${time(event.atMs)}; create it before, or move this event`);
  } else if (event.kind === 'deleteTopic') counts.delete(topic);
  else if (event.kind === 'createPartitions') {
    if (event.partitions <= count) {
      place.report(`${topic} has ${count} partitions already; a topic can only grow: write more than ${count}`);
    }
    counts.set(topic, Math.max(count, event.partitions));
  } else if (event.kind === 'moveLeader' && event.partition.partition >= count) {
    place.report(`${topic} has ${count} partitions at ${time(event.atMs)}; add partitions before, or move this event`);
  }
}

/** As a scenario would write it. */
function time(ms: number): string {
  if (ms > 0 && ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms > 0 && ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
