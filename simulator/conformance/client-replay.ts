// Replays a recorded trace of Kafka's classic consumer: ours, against our own coordinator, driven on one "thread" as the recording was.
// Says what is not as recorded; client/README.md tells what has to be.
import { type Routine, start } from '../kernel/routine.ts';
import { Simulation } from '../kernel/simulation.ts';
import { knownDifferences } from './client-known-differences.ts';
import { ReplayBroker } from './client-replay-broker.ts';
import { compareClients, type Played } from './client-replay-compare.ts';
import { type AssignorsByName, ReplayMember } from './client-replay-member.ts';
import { happenings, partitionOf, recordedThrow } from './client-replay-words.ts';
import type {
  ClientDifference,
  ClientStep,
  ClientTrace,
  Happening,
  RecordedClient,
  RecordedThrow,
} from './client-trace.ts';

const pollingStepMs = 100;
/** A poll that always finds something to do would never let time go on. */
const pollsMax = 1000;

/**
 * @param assignors classes by protocol name
 * @param isComparedEvenIfKnown also compares what is known to differ (`client-known-differences.ts`)
 * @returns the first difference of each consumer; nothing when all that has to be is as recorded
 */
export function replayClientTrace(
  trace: ClientTrace,
  assignors: AssignorsByName,
  isComparedEvenIfKnown = false,
): readonly ClientDifference[] {
  const replay = new ClientReplay(trace, assignors);
  const played: Played[] = trace.steps.map((step) => replay.play(step));
  const known = isComparedEvenIfKnown ? undefined : knownDifferences.get(trace.id);
  return compareClients(trace, played, replay.members, known);
}

/** What happened to each consumer, in the words of the comparison. For scenarios that nobody recorded. */
export function playClients(trace: ClientTrace, assignors: AssignorsByName): ReadonlyMap<string, readonly Happening[]> {
  const replay = new ClientReplay(trace, assignors);
  for (const step of trace.steps) replay.play(step);
  return new Map([...replay.members].map(([name, member]) => [name, happenings(member.events, name)]));
}

class ClientReplay {
  readonly #trace: ClientTrace;
  readonly #assignors: AssignorsByName;
  readonly #simulation = new Simulation({ host: { turn: () => Promise.resolve() }, eventsMax: 5_000_000 });
  readonly #broker: ReplayBroker;
  readonly members = new Map<string, ReplayMember>();
  #thrown: RecordedThrow | undefined;

  constructor(trace: ClientTrace, assignors: AssignorsByName) {
    this.#trace = trace;
    this.#assignors = assignors;
    this.#broker = new ReplayBroker(trace, this.#simulation);
  }

  play(step: ClientStep): Played {
    this.#thrown = undefined;
    const before = new Map([...this.members].map(([name, member]) => [name, member.events.length]));
    this.#do(step);
    // A timer that is set without delay belongs to the step.
    this.#simulation.runMachinery(this.#simulation.now());
    const clients: Record<string, RecordedClient> = {};
    for (const [name, member] of this.members) clients[name] = member.state();
    return {
      step,
      atMs: this.#simulation.now(),
      eventsFrom: before,
      clients,
      group: this.#broker.group(),
      thrown: this.#thrown,
    };
  }

  #do(step: ClientStep): void {
    switch (step.op) {
      case 'Create':
        this.#create(step.consumer, step.config);
        return;
      case 'SetTopics':
        this.#broker.setTopics(step.topics);
        return;
      case 'Produce':
        this.#broker.produce(partitionOf(step.partition), step.count);
        return;
      case 'Advance':
        this.#simulation.runMachinery(this.#simulation.now() + step.ms);
        return;
      case 'Run':
        this.#run(step.ms, step.polling);
        return;
      default:
        this.#doWith(step, this.#member(step.consumer));
    }
  }

  #doWith(step: Extract<ClientStep, { consumer: string }>, member: ReplayMember): void {
    const { core } = member;
    switch (step.op) {
      case 'Subscribe':
        this.#complete(member, core.subscribe(step.topics, member.listener));
        return;
      case 'SubscribePattern':
        this.#complete(member, core.subscribe(new RegExp(step.pattern), member.listener));
        return;
      case 'Unsubscribe':
        this.#complete(member, core.unsubscribe());
        return;
      case 'Assign':
        this.#complete(member, core.assign(step.partitions.map(partitionOf)));
        return;
      case 'Poll':
        this.#poll(member);
        return;
      case 'CommitSync':
        this.#try(member, () => this.#await(member.tryCommitSync(step.offsets)));
        return;
      case 'CommitAsync':
        this.#try(member, () => member.commitAsync(step.offsets));
        return;
      case 'Seek':
        this.#try(member, () => core.seek(partitionOf(step.partition), step.offset));
        return;
      case 'Pause':
        this.#try(member, () => core.pause(step.partitions.map(partitionOf)));
        return;
      case 'Paused':
        member.note({ paused: core.paused().map(({ topic, partition }) => `${topic}-${partition}`) });
        return;
      case 'Position':
        this.#try(member, () => member.note({ position: this.#await(core.position(partitionOf(step.partition))) }));
        return;
      case 'Committed':
        this.#try(member, () => {
          const partition = partitionOf(step.partition);
          member.note({ committed: this.#await(core.committed([partition])).get(partition)?.offset ?? null });
        });
        return;
      case 'EnforceRebalance':
        this.#try(member, () => core.enforceRebalance(step.reason));
        return;
      case 'Wakeup':
        core.wakeup();
        return;
      case 'Close':
        this.#complete(member, core.close());
        return;
      case 'Crash':
        member.crash();
        return;
      case 'Listener':
        member.script(step.callback, step.do);
        return;
      case 'Inject':
        member.inject(step.request, step.error, step.times);
        return;
      case 'Create':
        return;
    }
  }

  #create(name: string, config: Readonly<Record<string, string | number | boolean>>): void {
    const { groupId } = this.#trace;
    try {
      this.members.set(name, new ReplayMember(name, groupId, config, this.#assignors, this.#simulation, this.#broker));
    } catch (error) {
      this.#thrown = recordedThrow(error);
    }
  }

  /** All that a consumer can do at this instant. @returns whether it can go on polling */
  #poll(member: ReplayMember): boolean {
    for (let round = 0; ; round++) {
      if (round > pollsMax)
        throw new Error(
          `${member.name} does not come to rest at ${this.#simulation.now()} ms: ${JSON.stringify(member.events.slice(-8))}`,
        );
      if (member.heldUpAtMs === this.#simulation.now()) return true;
      const before = member.activity;
      const isWell = this.#try(member, () => {
        const records = this.#await(member.core.poll(0));
        if (!records.isEmpty()) member.activity++;
      });
      if (!isWell) return false;
      // Timers without delay fire before the next call.
      this.#simulation.runMachinery(this.#simulation.now());
      if (member.activity === before) return true;
    }
  }

  #run(ms: number, polling: readonly string[]): void {
    const simulation = this.#simulation;
    const endMs = simulation.now() + ms;
    let members = polling.map((name) => this.#member(name));
    for (;;) {
      for (;;) {
        const before = this.#activity();
        members = members.filter((member) => this.#poll(member));
        simulation.runMachinery(simulation.now());
        if (this.#activity() === before) break;
      }
      const now = simulation.now();
      if (now >= endMs) return;
      simulation.runMachinery(Math.min(now + pollingStepMs, endMs), () => simulation.now() > now);
    }
  }

  #activity(): number {
    let activity = 0;
    for (const member of this.members.values()) activity += member.activity;
    return activity;
  }

  /** Runs a call to its end. Time goes on meanwhile, and nobody else polls. */
  #await<T>(routine: Routine<T>): T {
    const result = start(routine);
    while (!result.isDone) {
      const now = this.#simulation.now();
      this.#simulation.runMachinery(now + 600_000, () => result.isDone || this.#simulation.now() > now);
    }
    const { outcome } = result;
    if (outcome === undefined) throw new Error('A call is done without an outcome.');
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  #complete(member: ReplayMember, routine: Routine<void>): void {
    this.#try(member, () => this.#await(routine));
  }

  #try(member: ReplayMember, call: () => void): boolean {
    try {
      call();
      return true;
    } catch (error) {
      member.note({ throws: recordedThrow(error) });
      return false;
    }
  }

  #member(name: string): ReplayMember {
    const member = this.members.get(name);
    if (member === undefined)
      throw new Error(`The trace ${this.#trace.id} names the consumer ${name} before it is there.`);
    return member;
  }
}
