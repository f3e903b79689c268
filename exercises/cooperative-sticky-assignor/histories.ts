// Floor 6. Seeded histories of a cooperative group: after each change two rounds, led by whoever. Knows the answer by what it exports.
import { RandomStream } from 'simulator';
import { type AssignorClass, type Joining, rejoining, round, roundsInWords, type TwoRounds } from './rounds';

export interface HistoryKind {
  /** Whether all members always subscribe to all topics. */
  readonly isEqual: boolean;
  /** Whether a member may come back believing that it still owns what it had. */
  readonly hasStaleClaims?: boolean;
}

const topicNames = ['orders', 'payments', 'refunds'];
const changes = 8;
const membersMax = 6;

/** The first problem in any of the histories, with the two rounds in words. */
export function problemInHistories(
  Assignor: AssignorClass,
  check: (rounds: TwoRounds) => string | undefined,
  { seeds, ...kind }: HistoryKind & { readonly seeds: number },
): string | undefined {
  for (let seed = 1; seed <= seeds; seed++) {
    const problem = new History(Assignor, `${seed}`, kind).problem(check);
    if (problem !== undefined) return `In history ${seed}: ${problem}`;
  }
  return undefined;
}

class History {
  readonly #Assignor: AssignorClass;
  readonly #chance: RandomStream;
  readonly #kind: HistoryKind;
  readonly #topics: Record<string, number> = {};
  #members: readonly Joining[] = [];
  /** A member that was frozen, and will come back with what it had. */
  #frozen: Joining | undefined;
  #ids = 0;
  #said = '';

  constructor(Assignor: AssignorClass, seed: string, kind: HistoryKind) {
    this.#Assignor = Assignor;
    this.#chance = new RandomStream(seed);
    this.#kind = kind;
    for (const topic of topicNames.slice(0, this.#chance.integer(1, 3))) {
      this.#topics[topic] = this.#chance.integer(1, 8);
    }
    for (let count = this.#chance.integer(1, 4); count > 0; count--) this.#join();
    this.#said = 'the group begins';
  }

  problem(check: (rounds: TwoRounds) => string | undefined): string | undefined {
    for (let change = 0; change < changes; change++) {
      const first = round(new this.#Assignor(), this.#topics, this.#members);
      if (typeof first === 'string') return `after this: ${this.#said}. ${first}`;
      const second = round(new this.#Assignor(), this.#topics, rejoining(first));
      if (typeof second === 'string') return `after this: ${this.#said}. ${second}`;
      const problem = check({ first, second });
      if (problem !== undefined) {
        return `after this: ${this.#said}. ${problem}${roundsInWords({ first, second })}`;
      }
      this.#members = rejoining(second);
      this.#change();
    }
    return undefined;
  }

  #change(): void {
    const possible = [() => this.#join(), () => this.#leave(), () => this.#grow()];
    if (!this.#kind.isEqual)
      possible.push(
        () => this.#subscribe(),
        () => this.#subscribe(),
      );
    if (this.#kind.hasStaleClaims === true)
      possible.push(
        () => this.#freezeOrReturn(),
        () => this.#freezeOrReturn(),
      );
    this.#chance.pick(possible)();
  }

  #join(): void {
    this.#ids += 1;
    // Ids that do not ascend with time: a newcomer may stand anywhere.
    const memberId = `c${(this.#ids * 7) % 23}`;
    const topics = this.#kind.isEqual ? Object.keys(this.#topics) : this.#someTopics();
    this.#members = [...this.#members, { memberId, topics, owned: [], generationId: undefined }];
    this.#said = `${memberId} joins`;
    if (this.#members.length > membersMax) this.#leave();
  }

  #leave(): void {
    if (this.#members.length < 2) return;
    const member = this.#chance.pick(this.#members);
    this.#members = this.#members.filter((each) => each !== member);
    this.#said = `${member.memberId} is gone`;
  }

  #grow(): void {
    const topic = this.#chance.pick(Object.keys(this.#topics));
    const added = this.#chance.integer(1, 3);
    this.#topics[topic] = (this.#topics[topic] ?? 0) + added;
    this.#said = `${topic} has ${added} more`;
  }

  #subscribe(): void {
    const changed = this.#chance.pick(this.#members);
    const topics = this.#someTopics();
    // A consumer gives up what it reads no more before it joins.
    const owned = changed.owned.filter((name) => topics.some((topic) => name.startsWith(`${topic}-`)));
    this.#members = this.#members.map((member) => (member === changed ? { ...member, topics, owned } : member));
    this.#said = `${changed.memberId} now reads ${topics.join(', ')}`;
  }

  #freezeOrReturn(): void {
    const back = this.#frozen;
    if (back !== undefined) {
      this.#frozen = undefined;
      this.#members = [...this.#members, back];
      this.#said = `${back.memberId} is back, and still lists what it owned in generation ${back.generationId}`;
      return;
    }
    if (this.#members.length < 2) return;
    this.#frozen = this.#chance.pick(this.#members);
    this.#members = this.#members.filter((each) => each !== this.#frozen);
    this.#said = `${this.#frozen.memberId} is frozen, and thrown out`;
  }

  #someTopics(): readonly string[] {
    const names = Object.keys(this.#topics);
    const some = names.filter(() => this.#chance.chance(0.6));
    return some.length > 0 ? some : [this.#chance.pick(names)];
  }
}
