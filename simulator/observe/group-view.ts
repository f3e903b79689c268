// Floor 4. Groups as their coordinator tells of them, followed event by event: state, generation, members, what is assigned. Knows
// nothing of what the members themselves believe.
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { GroupMember, GroupState, TraceEvent } from '../protocol/trace-event.ts';

export interface GroupView {
  readonly groupId: string;
  /** `undefined`: nothing was told yet. A group that only stores offsets never has a state. */
  readonly state: GroupState | undefined;
  readonly generationId: number;
  readonly members: ReadonlyMap<string, GroupMember>;
  /** What was last stored, by member id. Members that are gone are no longer in it. */
  readonly assignments: ReadonlyMap<string, readonly TopicPartition[]>;
  /** The generation of `assignments`; -1: there was none yet. */
  readonly assignedGenerationId: number;
}

interface Followed extends GroupView {
  state: GroupState | undefined;
  generationId: number;
  members: Map<string, GroupMember>;
  assignments: Map<string, readonly TopicPartition[]>;
  assignedGenerationId: number;
  /** What static members owned whose place a new member id takes, by `group.instance.id`. */
  readonly inherited: Map<string, readonly TopicPartition[]>;
}

export class GroupViews {
  readonly #groups = new Map<string, Followed>();

  get(groupId: string): GroupView | undefined {
    return this.#groups.get(groupId);
  }

  all(): Iterable<GroupView> {
    return this.#groups.values();
  }

  next(event: TraceEvent): void {
    switch (event.kind) {
      case 'group.state': {
        const group = this.#group(event.groupId);
        group.state = event.to;
        group.generationId = event.generationId;
        // From Dead: a coordinator created or loaded the group, and tells who is in it next.
        if (event.to === 'Empty' || event.to === 'Dead' || event.from === 'Dead') {
          group.members.clear();
          group.assignments.clear();
          group.inherited.clear();
        }
        return;
      }
      case 'group.member.added': {
        const { memberId, groupInstanceId, clientId } = event;
        const group = this.#group(event.groupId);
        group.members.set(memberId, { memberId, groupInstanceId, clientId });
        const owned = groupInstanceId === null ? undefined : group.inherited.get(groupInstanceId);
        if (owned === undefined || groupInstanceId === null) return;
        group.inherited.delete(groupInstanceId);
        if (!group.assignments.has(memberId)) group.assignments.set(memberId, owned);
        return;
      }
      case 'group.member.removed': {
        const group = this.#group(event.groupId);
        const owned = group.assignments.get(event.memberId);
        group.members.delete(event.memberId);
        group.assignments.delete(event.memberId);
        if (event.why === 'replaced' && owned !== undefined && event.groupInstanceId !== null) {
          inherit(group, event.groupInstanceId, owned);
        }
        return;
      }
      case 'group.generation': {
        const group = this.#group(event.groupId);
        group.generationId = event.generationId;
        group.members = new Map(event.members.map((member) => [member.memberId, member]));
        return;
      }
      case 'group.assignment': {
        const group = this.#group(event.groupId);
        group.assignments = new Map(event.assignments);
        group.assignedGenerationId = event.generationId;
        return;
      }
    }
  }

  #group(groupId: string): Followed {
    let group = this.#groups.get(groupId);
    if (group === undefined) {
      group = {
        groupId,
        state: undefined,
        generationId: 0,
        members: new Map(),
        assignments: new Map(),
        assignedGenerationId: -1,
        inherited: new Map(),
      };
      this.#groups.set(groupId, group);
    }
    return group;
  }
}

/** The successor of a static member may be there already, or be added next. */
function inherit(group: Followed, groupInstanceId: string, owned: readonly TopicPartition[]): void {
  for (const member of group.members.values()) {
    if (member.groupInstanceId !== groupInstanceId) continue;
    if (!group.assignments.has(member.memberId)) group.assignments.set(member.memberId, owned);
    return;
  }
  group.inherited.set(groupInstanceId, owned);
}
