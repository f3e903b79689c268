// Floor 6. The database in which the answer's store stands, and what is known about owners outside of it: which one is newer. Each call is
// held against that. Knows nothing of consumers.
import { type TopicPartition, topicPartition } from 'kafka';
import type { FencedStore, tokenOf } from './answer';

type Token = ReturnType<typeof tokenOf>;

export interface Answer {
  readonly FencedStore: typeof FencedStore;
  readonly tokenOf: typeof tokenOf;
}

/** Who owns a partition from one assignment on. */
export interface Owner {
  readonly member: string;
  readonly generation: number;
  /** Default: 1. */
  readonly incarnation?: number;
}

interface Row {
  readonly offset: number;
}

interface Place {
  newest: Owner | undefined;
  readonly rows: number[];
}

export const orders0 = topicPartition('orders', 0);

export class Database {
  readonly #answer: Answer;
  readonly #store: FencedStore;
  readonly #places = new Map<TopicPartition, Place>();
  readonly #done: string[] = [];
  #problem: string | undefined;

  constructor(answer: Answer) {
    this.#answer = answer;
    this.#store = new answer.FencedStore();
  }

  /** The first call that was answered wrong, with all that came before it. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** A token as it arrives here. */
  tokenFor({ member, generation, incarnation = 1 }: Owner): Token {
    const metadata = {
      groupId: 'shop',
      generationId: generation,
      memberId: `${member}-5f0c`,
      groupInstanceId: undefined,
    };
    return sent(this.#answer.tokenOf(metadata, incarnation));
  }

  /** @returns what the store said; `token` is made of the owner where it is not given */
  register(owner: Owner, partition = orders0, token = this.tokenFor(owner)): boolean {
    const place = this.#placeOf(partition);
    const newest = place.newest;
    const isExpected = newest === undefined || !isOlder(owner, newest);
    if (isExpected) place.newest = owner;
    const came = this.#store.register(partition, token);
    this.#note(`${nameOf(owner)} registers for ${placeName(partition)}`, came, isExpected, newest);
    return came === true;
  }

  write(owner: Owner, offset: number, partition = orders0, token = this.tokenFor(owner)): boolean {
    const place = this.#placeOf(partition);
    const isExpected = place.newest !== undefined && !isOlder(owner, place.newest);
    if (isExpected) place.rows.push(offset);
    const came = this.#store.write(partition, token, { offset });
    const what = `${nameOf(owner)} writes the row of offset ${offset} of ${placeName(partition)}`;
    this.#note(what, came, isExpected, place.newest);
    return came === true;
  }

  read(partition = orders0): readonly Row[] {
    const { rows } = this.#placeOf(partition);
    const came = this.#store.read(partition);
    const offsets = Array.isArray(came) ? came.map((row: Partial<Row> | undefined) => row?.offset) : undefined;
    const told = offsets === undefined ? 'something that is no list' : listed(offsets);
    this.#done.push(`${placeName(partition)} is read: ${told}`);
    if (told !== listed(rows)) {
      this.#problem ??= `read(${placeName(partition)}) gives ${told}, and was to give ${listed(rows)}.${this.#story()}`;
    }
    return came;
  }

  #note(what: string, came: unknown, isExpected: boolean, newest: Owner | undefined): void {
    this.#done.push(`${what}: ${String(came)}`);
    if (came === isExpected) return;
    const why =
      newest === undefined
        ? 'nobody else has registered for that partition'
        : isExpected
          ? `the newest owner before was ${nameOf(newest)}, which is not newer`
          : `${nameOf(newest)} had registered, which is newer`;
    this.#problem ??= `${what}: that returned ${String(came)} and was to return ${isExpected}, since ${why}.${this.#story()}`;
  }

  #story(): string {
    return ` What happened:${this.#done
      .slice(-12)
      .map((line) => `\n${line}.`)
      .join('')}`;
  }

  #placeOf(partition: TopicPartition): Place {
    const place = this.#places.get(partition) ?? { newest: undefined, rows: [] };
    this.#places.set(partition, place);
    return place;
  }
}

/** A token on its way from a consumer to the database. @throws TypeError for one that is no data */
export function sent(token: Token): Token {
  const text: string | undefined = JSON.stringify(token);
  if (text === undefined) throw new TypeError('tokenOf() returned nothing that could be sent as JSON.');
  return JSON.parse(text);
}

function isOlder(one: Owner, other: Owner): boolean {
  const [a = 1, b = 1] = [one.incarnation, other.incarnation];
  return a === b ? one.generation < other.generation : a < b;
}

function nameOf({ member, generation, incarnation = 1 }: Owner): string {
  return `${member} of generation ${generation}${incarnation === 1 ? '' : ` of incarnation ${incarnation}`}`;
}

function placeName({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}

function listed(offsets: readonly unknown[]): string {
  return offsets.length === 0 ? 'no rows' : `the rows of offsets [${offsets.join(', ')}]`;
}
