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

/** An owner's writes to a partition are told as one call while nothing else comes in between there: a day has hundreds of them. */
interface Call {
  readonly place: Place;
  readonly what: string;
  readonly came: string;
  /** Of the rows that were written. */
  readonly offsets: number[];
}

interface Place {
  readonly name: string;
  newest: Owner | undefined;
  readonly rows: number[];
}

export const orders0 = topicPartition('orders', 0);

export class Database {
  readonly #answer: Answer;
  readonly #store: FencedStore;
  readonly #places = new Map<TopicPartition, Place>();
  readonly #calls: Call[] = [];
  #problem: string | undefined;

  constructor(answer: Answer) {
    this.#answer = answer;
    this.#store = new answer.FencedStore();
  }

  /** The first call that was answered wrong, with what came before it. */
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
    const what = `${nameOf(owner)} registers for ${place.name}`;
    this.#note({ place, what, came: String(came), offsets: [] });
    this.#judge(what, came, isExpected, newest);
    return came === true;
  }

  write(owner: Owner, offset: number, partition = orders0, token = this.tokenFor(owner)): boolean {
    const place = this.#placeOf(partition);
    const isExpected = place.newest !== undefined && !isOlder(owner, place.newest);
    if (isExpected) place.rows.push(offset);
    const came = this.#store.write(partition, token, { offset });
    this.#note({ place, what: `${nameOf(owner)} writes`, came: String(came), offsets: [offset] });
    this.#judge(`${nameOf(owner)} writes the row of offset ${offset} of ${place.name}`, came, isExpected, place.newest);
    return came === true;
  }

  read(partition = orders0): readonly Row[] {
    const place = this.#placeOf(partition);
    const came = this.#store.read(partition);
    const offsets = Array.isArray(came) ? came.map((row: Partial<Row> | undefined) => row?.offset) : undefined;
    const told = offsets === undefined ? 'something that is no list' : listed(offsets);
    this.#note({ place, what: `${place.name} is read`, came: told, offsets: [] });
    if (told !== listed(place.rows)) {
      this.#problem ??= `read(${place.name}) gives ${told}, and was to give ${listed(place.rows)}.${this.#story()}`;
    }
    return came;
  }

  #note(call: Call): void {
    const last = this.#calls.findLast(({ place }) => place === call.place);
    const goesOn = call.offsets.length > 0 && last?.what === call.what && last.came === call.came;
    if (goesOn) last.offsets.push(...call.offsets);
    else this.#calls.push(call);
  }

  #judge(what: string, came: unknown, isExpected: boolean, newest: Owner | undefined): void {
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
    const lines = this.#calls.slice(-12).map(({ place, what, came, offsets }) => {
      const rows = offsets.length === 0 ? '' : ` ${listed(offsets)} of ${place.name}`;
      return `\n${what}${rows}: ${came}.`;
    });
    return ` What happened:${lines.join('')}`;
  }

  #placeOf(partition: TopicPartition): Place {
    const name = `${partition.topic}-${partition.partition}`;
    const place = this.#places.get(partition) ?? { name, newest: undefined, rows: [] };
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

function listed(offsets: readonly unknown[]): string {
  if (offsets.length === 0) return 'no rows';
  if (offsets.length === 1) return `the row of offset ${offsets[0]}`;
  return `the rows of offsets [${runsOf(offsets).join(', ')}]`;
}

/** `0 to 19` for offsets that follow each other, from three on. */
function runsOf(offsets: readonly unknown[]): readonly string[] {
  const runs: unknown[][] = [];
  for (const offset of offsets) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (typeof last === 'number' && offset === last + 1) run?.push(offset);
    else runs.push([offset]);
  }
  return runs.flatMap((run) => (run.length < 3 ? run.map(String) : [`${run[0]} to ${run.at(-1)}`]));
}
