// Floor 6. Seeded histories of a group: members join, leave and come back, subscriptions change, topics grow. Each rebalance is led by
// another member, and begins with what the members remember of the last. Knows the answer by what it exports.
import type { ConsumerPartitionAssignor } from 'kafka';
import { RandomStream } from 'simulator';
import { divisionInWords, type StickyCheck } from 'testkit';
import { type AssignorClass, lead, partitionOf, tell, userDataOf } from './group';

export interface HistoryKind {
  /** Whether all members always subscribe to all topics. */
  readonly isEqual: boolean;
  /** Whether a member may miss an assignment, or come back with what it remembers. */
  readonly hasStaleClaims?: boolean;
  /** Whether two members may believe that the last generation gave both of them the same partition. */
  readonly hasDoubleClaims?: boolean;
}

/** The first problem in any of the histories, with the rebalance in words. */
export function problemInHistories(
  Assignor: AssignorClass,
  check: StickyCheck,
  { seeds, ...kind }: HistoryKind & { readonly seeds: number },
): string | undefined {
  for (let seed = 1; seed <= seeds; seed++) {
    const problem = new History(Assignor, `${seed}`, kind).problem(check);
    if (problem !== undefined) return `In history ${seed}: ${problem}`;
  }
  return undefined;
}

interface HistoryMember {
  readonly memberId: string;
  readonly assignor: ConsumerPartitionAssignor;
  topics: readonly string[];
  had: readonly string[];
  generation: number;
  /** The coordinator has thrown it out, and its consumer knows. */
  isReset: boolean;
}

const topicNames = ['orders', 'payments', 'refunds', 'audit'];
const rebalances = 12;
const membersMax = 7;

class History {
  readonly #Assignor: AssignorClass;
  readonly #chance: RandomStream;
  readonly #kind: HistoryKind;
  readonly #topics: Record<string, number> = {};
  #members: HistoryMember[] = [];
  #away: HistoryMember | undefined;
  #ids = 0;
  #generation = 0;
  #said = '';

  constructor(Assignor: AssignorClass, seed: string, kind: HistoryKind) {
    this.#Assignor = Assignor;
    this.#chance = new RandomStream(seed);
    this.#kind = kind;
    const count = this.#chance.integer(1, topicNames.length);
    for (const topic of topicNames.slice(0, count)) this.#topics[topic] = this.#chance.integer(1, 8);
    for (let members = this.#chance.integer(1, 5); members > 0; members--) this.#join();
    this.#said = 'the group begins';
  }

  problem(check: StickyCheck): string | undefined {
    for (let round = 1; round <= rebalances; round++) {
      const problem = this.#rebalance(check);
      if (problem !== undefined) return problem;
      this.#change();
    }
    return undefined;
  }

  #rebalance(check: StickyCheck): string | undefined {
    this.#generation += 1;
    const joining = this.#members.map(({ memberId, assignor, topics, had, generation, isReset }) => ({
      memberId,
      topics,
      had,
      generation,
      generationId: generation === 0 || isReset ? undefined : generation,
      userData: userDataOf(assignor, topics),
    }));
    const leader = this.#chance.pick(this.#members);
    const division = lead(leader.assignor, this.#topics, joining);
    const context = `in rebalance ${this.#generation} (${this.#said}; ${leader.memberId} leads)`;
    if (typeof division === 'string') return `${context}: ${division}`;
    const problem = check(division);
    if (problem !== undefined) return `${context}: ${problem}${divisionInWords(division)}`;

    const isEverybodyFresh = this.#members.every((member) => member.had.length === 0 || this.#isFresh(member, 1));
    const mayMiss = this.#kind.hasStaleClaims === true && isEverybodyFresh && this.#away === undefined;
    const missing = mayMiss && this.#chance.chance(0.4) ? this.#chance.pick(this.#members) : undefined;
    for (const member of this.#members) {
      if (member === missing) continue;
      const given = division.members.find(({ memberId }) => memberId === member.memberId)?.given ?? [];
      this.#give(member, given);
    }
    this.#said = missing === undefined ? '' : `${missing.memberId} did not get its last assignment, `;
    if (this.#kind.hasDoubleClaims === true && this.#chance.chance(0.5)) this.#doubleClaim();
    return undefined;
  }

  #isFresh({ generation }: HistoryMember, back: number): boolean {
    return generation >= this.#generation - back;
  }

  #give(member: HistoryMember, names: readonly string[]): void {
    member.had = names;
    member.generation = this.#generation;
    member.isReset = false;
    tell(member.assignor, member.memberId, names.map(partitionOf), this.#generation);
  }

  /** A member believes that it was given something of another one as well. */
  #doubleClaim(): void {
    const one = this.#chance.pick(this.#members);
    const other = this.#chance.pick(this.#members);
    const [stolen] = other.had;
    if (one === other || stolen === undefined || !this.#isFresh(one, 0) || !this.#isFresh(other, 0)) return;
    if (!one.topics.some((topic) => stolen.startsWith(`${topic}-`))) return;
    this.#give(one, [...one.had, stolen]);
    this.#said += `${one.memberId} and ${other.memberId} both claim ${stolen}, `;
  }

  #change(): void {
    const changes = [() => this.#join(), () => this.#leave(), () => this.#grow(), () => this.#comeBack()];
    if (!this.#kind.isEqual)
      changes.push(
        () => this.#subscribe(),
        () => this.#subscribe(),
      );
    this.#chance.pick(changes)();
    if (!this.#said.endsWith(', ')) return;
    this.#said = this.#said.slice(0, -2);
  }

  #join(): void {
    if (this.#members.length >= membersMax) {
      this.#leave();
      return;
    }
    this.#ids += 1;
    // Ids that do not ascend with time: a newcomer may stand anywhere.
    const memberId = `c${(this.#ids * 7) % 23}`;
    const topics = this.#kind.isEqual ? Object.keys(this.#topics) : this.#someTopics();
    this.#members.push({ memberId, assignor: new this.#Assignor(), topics, had: [], generation: 0, isReset: false });
    this.#said += `${memberId} joins`;
  }

  #leave(): void {
    if (this.#members.length < 2) {
      this.#join();
      return;
    }
    const member = this.#chance.pick(this.#members);
    this.#members = this.#members.filter((each) => each !== member);
    const mayReturn = this.#kind.hasStaleClaims === true && this.#away === undefined;
    const isEverybodyFresh = this.#members.every((each) => each.had.length === 0 || this.#isFresh(each, 0));
    if (mayReturn && isEverybodyFresh && member.had.length > 0) {
      this.#away = member;
      member.isReset = true;
    }
    this.#said += `${member.memberId} is gone`;
  }

  #comeBack(): void {
    const member = this.#away;
    if (member === undefined || this.#members.some((each) => !this.#isFresh(each, 0))) {
      this.#join();
      return;
    }
    this.#away = undefined;
    if (this.#kind.isEqual) member.topics = Object.keys(this.#topics);
    this.#members.push(member);
    this.#said += `${member.memberId} is back, with what it had in generation ${member.generation}`;
  }

  #grow(): void {
    const topic = this.#chance.pick(Object.keys(this.#topics));
    const added = this.#chance.integer(1, 3);
    this.#topics[topic] = (this.#topics[topic] ?? 0) + added;
    this.#said += `${topic} has ${added} more`;
  }

  #subscribe(): void {
    const member = this.#chance.pick(this.#members);
    member.topics = this.#someTopics();
    this.#said += `${member.memberId} now reads ${member.topics.join(', ')}`;
  }

  #someTopics(): readonly string[] {
    const names = Object.keys(this.#topics);
    const some = names.filter(() => this.#chance.chance(0.6));
    return some.length > 0 ? some : [this.#chance.pick(names)];
  }
}
