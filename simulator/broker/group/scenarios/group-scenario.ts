// Floor 3. A group before a coordinator, for tests: members that send what a test tells them to, on a virtual clock without latency. They send
// nothing of themselves: a member that is not mentioned is silent.
import { Simulation } from '../../../kernel/simulation.ts';
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type { RequestOf, ResponseOf } from '../../../protocol/requests.ts';
import { topicPartition } from '../../../protocol/topic-partition.ts';
import type { TraceEvent } from '../../../protocol/trace-event.ts';
import type { CoordinatorRecord } from '../coordinator-record.ts';
import type { GroupCoordinatorConfig } from '../environment.ts';
import { type GroupApi, GroupCoordinator, type GroupView } from '../group-coordinator.ts';
import { partitionFor } from '../java-hash.ts';
import { ScenarioMember } from './scenario-member.ts';

export const groupId = 'my-group';
const offsetsPartitionCount = 50;
const offsetsPartition = partitionFor(groupId, offsetsPartitionCount);

export interface ScenarioOptions extends Partial<GroupCoordinatorConfig> {
  readonly sessionTimeoutMs?: number;
  readonly rebalanceTimeoutMs?: number;
}

/** An answer that has come, or not yet. */
export interface Answer<Response> {
  /** `undefined`: the request is parked. */
  response: Response | undefined;
  atMs: number | undefined;
}

/** A write that the log has not answered yet. */
interface HeldWrite {
  readonly records: readonly CoordinatorRecord[];
  readonly onStored: (error: ErrorCode) => void;
}

export class GroupScenario {
  readonly simulation = new Simulation({ host: { turn: () => Promise.resolve() }, eventsMax: 10_000_000 });
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly events: TraceEvent[] = [];
  /** `__consumer_offsets`, as far as it is stored. */
  readonly log: CoordinatorRecord[] = [];
  readonly members: ScenarioMember[] = [];
  config: GroupCoordinatorConfig;
  /** Whether the log leaves writes unanswered until `answerWrites`. */
  isLogSlow = false;
  topics: Readonly<Record<string, number>> = { t: 4 };
  #held: HeldWrite[] = [];
  #coordinator: GroupCoordinator;
  #idCount = 0;

  constructor({ sessionTimeoutMs = 45_000, rebalanceTimeoutMs = 300_000, ...config }: ScenarioOptions = {}) {
    this.sessionTimeoutMs = sessionTimeoutMs;
    this.rebalanceTimeoutMs = rebalanceTimeoutMs;
    this.config = {
      initialRebalanceDelayMs: 3_000,
      minSessionTimeoutMs: 6_000,
      maxSessionTimeoutMs: 1_800_000,
      newMemberJoinTimeoutMs: 300_000,
      maxSize: 2_147_483_647,
      offsetMetadataMaxBytes: 4_096,
      offsetsRetentionMs: 604_800_000,
      offsetsRetentionCheckIntervalMs: undefined,
      ...config,
    };
    this.#coordinator = this.#newCoordinator();
    this.#coordinator.startLoading(offsetsPartition);
    this.finishLoading();
  }

  /** A member that gets its id from the coordinator. */
  dynamicMember(name: string, options: { readonly rebalanceTimeoutMs?: number } = {}): ScenarioMember {
    return this.#added(new ScenarioMember(this, name, null, options.rebalanceTimeoutMs ?? this.rebalanceTimeoutMs));
  }

  staticMember(name: string, groupInstanceId: string): ScenarioMember {
    return this.#added(new ScenarioMember(this, name, groupInstanceId, this.rebalanceTimeoutMs));
  }

  get now(): number {
    return this.simulation.now();
  }

  /** Lets time pass; all that is due at that instant has happened. */
  runTo(atMs: number): void {
    this.simulation.runMachinery(atMs);
  }

  send<A extends GroupApi>(
    api: A,
    request: RequestOf<A>,
    clientId: string,
    apiVersion?: number,
  ): Answer<ResponseOf<A>> {
    const answer: Answer<ResponseOf<A>> = { response: undefined, atMs: undefined };
    const context = { clientId, clientHost: '/10.0.0.1', ...(apiVersion === undefined ? {} : { apiVersion }) };
    this.#coordinator.handle(api, request, context, (response) => {
      if (answer.response !== undefined) throw new Error(`${api} of ${clientId} is answered a second time.`);
      answer.response = response;
      answer.atMs = this.now;
    });
    return answer;
  }

  /** The group as it is; `undefined`: there is none. */
  view(): GroupView | undefined {
    return this.#coordinator.groups().find((group) => group.groupId === groupId);
  }

  /** `Stable g1` */
  state(): string {
    const view = this.view();
    return view === undefined ? 'none' : `${view.state} g${view.generationId}`;
  }

  leader(): string | undefined {
    return this.nameOf(this.view()?.leader ?? '');
  }

  memberNames(): readonly (string | undefined)[] {
    return (this.view()?.members ?? []).map(({ memberId }) => this.nameOf(memberId));
  }

  nameOf(memberId: string): string | undefined {
    return this.members.find((member) => member.memberId === memberId)?.name;
  }

  committed(partition: number): number | undefined {
    return this.view()?.offsets.get(topicPartition('t', partition))?.offset;
  }

  /** What the slow log has been asked to write, in order, is stored; or fails. */
  answerWrites(error: ErrorCode = 'NONE'): void {
    const held = this.#held;
    this.#held = [];
    for (const { records, onStored } of held) {
      if (error === 'NONE') this.log.push(...records);
      onStored(error);
    }
  }

  finishLoading(): void {
    this.#coordinator.finishLoading(offsetsPartition, this.log);
  }

  unload(): void {
    this.#coordinator.unload(offsetsPartition);
  }

  /** The broker is gone and another takes over, which is still to load the group. */
  moveToNewCoordinator(): void {
    this.unload();
    this.#held = [];
    this.#coordinator = this.#newCoordinator();
    this.#coordinator.startLoading(offsetsPartition);
  }

  deleteTopic(topic: string): void {
    this.#coordinator.topicDeleted(topic);
  }

  #added(member: ScenarioMember): ScenarioMember {
    this.members.push(member);
    return member;
  }

  #newCoordinator(): GroupCoordinator {
    return new GroupCoordinator({
      brokerId: 1,
      clock: this.simulation,
      config: this.config,
      emit: (event) => {
        this.events.push(event);
      },
      uuid: () => String(++this.#idCount),
      offsetsPartitionCount,
      append: (_, records, onStored) => {
        this.#held.push({ records, onStored });
        if (!this.isLogSlow) this.answerWrites();
      },
      partitionCount: (topic) => this.topics[topic],
      subscribedTopics: (metadata) => (typeof metadata === 'string' ? metadata.split(',') : undefined),
      assignedPartitions: (assignment) => (typeof assignment === 'number' ? [topicPartition('t', assignment)] : []),
    });
  }
}

/** A and B joined at 0, are answered at 6000 and have synced: Stable at generation 1, A leads, A owns t-0 and B owns t-1. */
export function pair(scenario: GroupScenario, a = scenario.dynamicMember('A'), b = scenario.dynamicMember('B')) {
  a.join();
  b.join();
  scenario.runTo(6_000);
  a.syncAsLeader([a, b]);
  b.sync();
  return { a, b };
}
