// Floor 3. Which protocol (assignor) the members of a classic group have in common, and which of those they prefer. Kept as counts, so that
// a member that comes or goes costs nothing that grows with the group (Kafka: ClassicGroup.selectProtocol).
import { inHashMapOrder } from '../java-hash.ts';

interface Ballot {
  readonly names: readonly string[];
  voters: number;
}

export class ProtocolVotes {
  #voters = 0;
  readonly #supporters = new Map<string, number>();
  /** Members that list the same names in the same order vote alike. */
  readonly #ballots = new Map<string, Ballot>();

  add(names: readonly string[]): void {
    this.#voters++;
    for (const name of new Set(names)) this.#supporters.set(name, this.#supportersOf(name) + 1);
    const key = JSON.stringify(names);
    const ballot = this.#ballots.get(key);
    if (ballot === undefined) this.#ballots.set(key, { names, voters: 1 });
    else ballot.voters++;
  }

  remove(names: readonly string[]): void {
    this.#voters--;
    for (const name of new Set(names)) {
      const supporters = this.#supportersOf(name) - 1;
      if (supporters === 0) this.#supporters.delete(name);
      else this.#supporters.set(name, supporters);
    }
    const key = JSON.stringify(names);
    const ballot = this.#ballots.get(key);
    if (ballot === undefined) throw new Error(`Nobody voted with the list ${key}, so that vote cannot be taken back.`);
    ballot.voters--;
    if (ballot.voters === 0) this.#ballots.delete(key);
  }

  /** True of every name while there is no member. */
  isSupportedByAll(name: string): boolean {
    return this.#supportersOf(name) === this.#voters;
  }

  /** The name with the most votes, each member's being for the first in its list that all support. `undefined`: there is none. */
  winner(): string | undefined {
    const votes = new Map<string, number>();
    for (const { names, voters } of this.#ballots.values()) {
      const choice = names.find((name) => this.isSupportedByAll(name));
      if (choice !== undefined) votes.set(choice, (votes.get(choice) ?? 0) + voters);
    }
    let winner: string | undefined;
    let most = 0;
    for (const name of inHashMapOrder([...votes.keys()])) {
      const count = votes.get(name) ?? 0;
      if (count <= most) continue; // The first of equals wins, and Kafka sees them in the order of a hash map.
      winner = name;
      most = count;
    }
    return winner;
  }

  #supportersOf(name: string): number {
    return this.#supporters.get(name) ?? 0;
  }
}
