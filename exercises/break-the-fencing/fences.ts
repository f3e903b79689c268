// Floor 6. Three fences, two of which let a zombie through: what a write shows, when that is read, and whom the store takes. Each also knows
// who has registered, to tell what it was fooled by.
import type { ConsumerGroupMetadata, TopicPartition } from 'kafka';

export type FenceName = 'member id' | 'late token' | 'token of the assignment';

/** What is shown to the store: in which generation, by whom. */
type Shown = Pick<ConsumerGroupMetadata, 'memberId' | 'generationId'>;

export interface Fence {
  readonly name: FenceName;
  /** What a write shows: taken when the partition was assigned, or when the row is written. */
  readonly isReadAtTheWrite: boolean;
  readonly takesOwner: (owner: Shown, newest: Shown) => boolean;
  readonly takesWrite: (shown: Shown, newest: Shown) => boolean;
  /** What of it the fence compares, in words. */
  readonly tells: (shown: Shown) => string;
}

const tellsGeneration = ({ generationId }: Shown): string => `generation ${generationId}`;
const isNotOlder = (shown: Shown, newest: Shown): boolean => shown.generationId >= newest.generationId;

export const fences: Readonly<Record<'memberId' | 'lateToken' | 'right', Fence>> = {
  memberId: {
    name: 'member id',
    isReadAtTheWrite: false,
    takesOwner: () => true,
    takesWrite: (shown, newest) => shown.memberId === newest.memberId,
    tells: ({ memberId }) => `the member id ${memberId}`,
  },
  lateToken: {
    name: 'late token',
    isReadAtTheWrite: true,
    takesOwner: isNotOlder,
    takesWrite: isNotOlder,
    tells: tellsGeneration,
  },
  right: {
    name: 'token of the assignment',
    isReadAtTheWrite: false,
    takesOwner: isNotOlder,
    takesWrite: isNotOlder,
    tells: tellsGeneration,
  },
};

/** A write that reached the store. */
export interface StoreWrite {
  readonly atMs: number;
  readonly by: string;
  readonly partition: TopicPartition;
  readonly offset: number;
  readonly polledAtMs: number;
  readonly isTaken: boolean;
  /** Another process that has registered for the partition since the record was polled. */
  readonly since: string | undefined;
  /** What it showed, and what the last to register had shown, in words. */
  readonly compared: string;
}

interface Registration {
  readonly atMs: number;
  readonly process: string;
  readonly owner: Shown;
}

export class Store {
  readonly #fence: Fence;
  readonly #now: () => number;
  readonly #registered = new Map<TopicPartition, Registration[]>();
  readonly #next = new Map<TopicPartition, number>();
  readonly #writes: StoreWrite[] = [];

  constructor(fence: Fence, now: () => number) {
    this.#fence = fence;
    this.#now = now;
  }

  get writes(): readonly StoreWrite[] {
    return this.#writes;
  }

  /** @returns where to go on; `undefined` when it was refused */
  register(process: string, partition: TopicPartition, owner: Shown): number | undefined {
    const all = this.#registered.get(partition) ?? [];
    const newest = all.at(-1);
    if (newest !== undefined && !this.#fence.takesOwner(owner, newest.owner)) return undefined;
    this.#registered.set(partition, [...all, { atMs: this.#now(), process, owner }]);
    return this.#next.get(partition) ?? 0;
  }

  write(
    by: string,
    { partition, offset, polledAtMs }: Pick<StoreWrite, 'partition' | 'offset' | 'polledAtMs'>,
    shown: Shown,
  ): void {
    const all = this.#registered.get(partition) ?? [];
    const newest = all.at(-1);
    const isTaken = newest !== undefined && this.#fence.takesWrite(shown, newest.owner);
    if (isTaken) this.#next.set(partition, Math.max(this.#next.get(partition) ?? 0, offset + 1));
    const since = all.findLast((each) => each.atMs > polledAtMs && each.process !== by)?.process;
    const registered = newest === undefined ? 'nobody' : `${newest.process} with ${this.#fence.tells(newest.owner)}`;
    const compared = `It showed ${this.#fence.tells(shown)}, and the last to register was ${registered}`;
    this.#writes.push({ atMs: this.#now(), by, partition, offset, polledAtMs, isTaken, since, compared });
  }
}
