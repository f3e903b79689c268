// Floor 6. Random walks of members through a coordinator, and what must be true of any history: generations never go back, each has one
// leader, and nobody waits for ever.
import { RandomStream } from 'simulator';
import { inMs, inWords } from './checks';
import { type CoordinatorClass, Group } from './group';

/** What the suite's own members know of themselves in a walk. */
interface Walker {
  memberId: string;
  generation: number;
  /** The number of the JoinGroup or SyncGroup that it waits for. */
  waitsFor: number | undefined;
  isLeader: boolean;
  members: readonly string[];
  isGone: boolean;
}

/** Members join, sync, send heartbeats, leave, or fall silent, at random; then those that are left behave well for ten minutes. */
export function problemOfWalk(Class: CoordinatorClass, seed: string): string | undefined {
  return new Walk(Class, seed).problem();
}

class Walk {
  readonly #group: Group;
  readonly #chance: RandomStream;
  readonly #walkers: Walker[] = [];
  readonly #asked = new Map<number, { readonly walker: Walker; readonly what: string; readonly atMs: number }>();
  readonly #generations = new Map<number, { readonly leader: string; readonly members: Set<string> }>();
  #numbers = 0;
  #latest = 0;
  #problem: string | undefined;

  constructor(Class: CoordinatorClass, seed: string) {
    this.#chance = new RandomStream(seed);
    this.#group = new Group(Class, this.#chance.pick([0, 3000]));
  }

  problem(): string | undefined {
    for (let step = 0; step < 60 && this.#problem === undefined; step++) this.#step();
    for (const walker of this.#walkers) if (this.#chance.chance(0.3)) walker.isGone = true;
    // Everybody who is left rejoins when it is asked to, and sends heartbeats.
    for (let second = 0; second < 600 && this.#problem === undefined; second += 2) {
      this.#pass(2000);
      for (const walker of this.#walkers) this.#behave(walker);
    }
    if (this.#problem !== undefined) return this.#problem;
    const waiting = [...this.#asked.values()].find(({ walker }) => !walker.isGone);
    if (waiting !== undefined) {
      return `${waiting.what} of ${waiting.walker.memberId || 'a new member'}, sent at ${inMs(waiting.atMs)}, was never answered, though everybody who is left has behaved well for ten minutes.`;
    }
    const present = this.#walkers.filter(({ isGone }) => !isGone);
    const apart = present.find(({ generation }) => generation !== this.#latest);
    if (apart === undefined) return undefined;
    return `After ten quiet minutes ${apart.memberId || 'a member'} is in generation ${apart.generation}, and the group in generation ${this.#latest}: everybody who joins ends in one generation.`;
  }

  #step(): void {
    const walker = this.#chance.pick([...this.#walkers, undefined]);
    if (this.#chance.chance(0.4)) this.#pass(this.#chance.pick([1, 500, 2999, 7000]));
    if (walker === undefined || walker.isGone) {
      if (this.#walkers.filter(({ isGone }) => !isGone).length < 4) {
        this.#walkers.push({
          memberId: '',
          generation: -1,
          waitsFor: undefined,
          isLeader: false,
          members: [],
          isGone: false,
        });
      }
    } else if (this.#chance.chance(0.08)) {
      walker.isGone = true;
      if (walker.memberId !== '' && this.#chance.chance(0.5)) this.#send(walker, 'leave', []);
    } else {
      this.#behave(walker);
    }
  }

  #behave(walker: Walker): void {
    if (walker.isGone || walker.waitsFor !== undefined) return;
    if (walker.generation < 0) this.#send(walker, 'join', ['foo', '10000', '20000']);
    else if (walker.isLeader && walker.members.length > 0) {
      this.#send(walker, 'sync', [String(walker.generation), walker.members.map((id) => `${id}:for-${id}`).join(',')]);
      walker.members = [];
    } else if (this.#generations.get(walker.generation)?.members.has(walker.memberId) === false) {
      this.#send(walker, 'sync', [String(walker.generation), '-']);
    } else this.#send(walker, 'heartbeat', [String(walker.generation)]);
  }

  #send(walker: Walker, what: string, more: readonly string[]): void {
    this.#numbers++;
    const number = this.#numbers;
    this.#asked.set(number, {
      walker,
      what: { join: 'JoinGroup', sync: 'SyncGroup', heartbeat: 'Heartbeat', leave: 'LeaveGroup' }[what] ?? what,
      atMs: this.#group.now,
    });
    if (what === 'join' || what === 'sync') walker.waitsFor = number;
    this.#group.send(number, [what, walker.memberId || '-', ...more]);
    this.#take();
  }

  #pass(ms: number): void {
    this.#group.advanceTo(this.#group.now + ms);
    this.#take();
  }

  #take(): void {
    for (const { number, atMs, answer } of this.#group.takeReplies()) {
      const asked = this.#asked.get(number);
      if (asked === undefined) {
        this.#problem ??= `A request was answered twice, the second time at ${inMs(atMs)}: ${inWords(answer)}.`;
        continue;
      }
      this.#asked.delete(number);
      this.#learn(asked.walker, asked.what, answer, atMs);
    }
  }

  #learn(walker: Walker, what: string, answer: string, atMs: number): void {
    walker.waitsFor = undefined;
    const [first = '', second = '', leader = '', members = '-'] = answer.split(' ');
    if (first === 'MEMBER_ID_REQUIRED') {
      walker.memberId = second;
    } else if (first === 'UNKNOWN_MEMBER_ID') {
      walker.memberId = '';
      walker.generation = -1;
    } else if (first === 'REBALANCE_IN_PROGRESS' || first === 'ILLEGAL_GENERATION') {
      walker.generation = -1;
    } else if (what === 'JoinGroup') {
      this.#joined(walker, Number(first.slice(1)), leader, members, atMs);
    } else if (what === 'SyncGroup') {
      this.#generations.get(walker.generation)?.members.add(walker.memberId);
      if (second !== `for-${walker.memberId}` && second !== '-') {
        this.#problem ??= `${walker.memberId} was given the assignment ${second} at ${inMs(atMs)}, which the leader made for somebody else.`;
      }
    }
  }

  #joined(walker: Walker, generation: number, leader: string, members: string, atMs: number): void {
    if (!(generation >= this.#latest)) {
      this.#problem ??= `${walker.memberId} was told of generation ${generation} at ${inMs(atMs)}, when the group had reached generation ${this.#latest} already.`;
    }
    this.#latest = Math.max(this.#latest, generation);
    walker.generation = generation;
    walker.isLeader = leader === walker.memberId;
    walker.members =
      walker.isLeader && members !== '-' ? members.split(',').map((each) => each.slice(0, each.indexOf(':'))) : [];
    const known = this.#generations.get(generation);
    if (known === undefined) this.#generations.set(generation, { leader, members: new Set() });
    else if (known.leader !== leader) {
      this.#problem ??= `Generation ${generation} has two leaders: ${known.leader}, and ${leader} as ${walker.memberId} was told at ${inMs(atMs)}.`;
    } else known.members.delete(walker.memberId);
  }
}
