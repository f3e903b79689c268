// Floor 4. Consumers as they see themselves, followed event by event: member id, generation, assignment, and what their process is
// doing. Knows nothing of what the coordinator thinks of them.
import type { TopicPartition } from '../protocol/topic-partition.ts';
import type { MemberState, TraceEvent } from '../protocol/trace-event.ts';
import { type ClientKey, clientKey, isMemberEvent, type MemberEvent } from './run-trace.ts';

export interface ConsumerView {
  readonly key: ClientKey;
  readonly process: string;
  readonly clientId: string;
  readonly groupId: string;
  readonly memberId: string;
  readonly generationId: number;
  readonly state: MemberState;
  readonly assignment: ReadonlySet<TopicPartition>;
}

interface Followed extends ConsumerView {
  memberId: string;
  generationId: number;
  state: MemberState;
  assignment: ReadonlySet<TopicPartition>;
}

/** Why a consumer is no more. */
export type ConsumerEnd = 'closed' | 'crashed' | 'stopped' | 'created anew';

export interface ConsumerChange {
  /** Consumers that ended with this event, in the order in which they were created. */
  readonly ended: readonly { readonly consumer: ConsumerView; readonly why: ConsumerEnd }[];
  /** The assignment that this event replaced, with the consumer whose it was. */
  readonly reassigned?: { readonly consumer: ConsumerView; readonly before: ReadonlySet<TopicPartition> };
}

const nothing: ConsumerChange = { ended: [] };

export class ConsumerViews {
  readonly #consumers = new Map<ClientKey, Followed>();
  readonly #byMemberId = new Map<string, ClientKey>();
  readonly #groups = new Map<ClientKey, string>();

  get(key: ClientKey): ConsumerView | undefined {
    return this.#consumers.get(key);
  }

  all(): Iterable<ConsumerView> {
    return this.#consumers.values();
  }

  /** The consumer that was last known under a member id, alive or not. */
  keyOfMember(memberId: string): ClientKey | undefined {
    return this.#byMemberId.get(memberId);
  }

  /** The group of a client, also after its end; `undefined` for clients without one. */
  groupOf(key: ClientKey): string | undefined {
    return this.#groups.get(key);
  }

  next(event: TraceEvent): ConsumerChange {
    if (isMemberEvent(event)) return this.#told(event);
    switch (event.kind) {
      case 'consumer.created': {
        const key = clientKey(event);
        const ended = this.#end([key], 'created anew');
        if (event.groupId !== undefined) this.#groups.set(key, event.groupId);
        return ended;
      }
      case 'consumer.closed':
        return this.#end([clientKey(event)], 'closed');
      case 'process.crashed':
        return this.#end(this.#inProcess(event.process), 'crashed');
      case 'process.stopped':
        return this.#end(this.#inProcess(event.process), 'stopped');
      default:
        return nothing;
    }
  }

  #told(event: MemberEvent): ConsumerChange {
    const key = clientKey(event);
    let consumer = this.#consumers.get(key);
    if (consumer === undefined) {
      const { process, clientId, groupId } = event;
      consumer = {
        key,
        process,
        clientId,
        groupId,
        memberId: '',
        generationId: -1,
        state: 'UNJOINED',
        assignment: new Set(),
      };
      this.#consumers.set(key, consumer);
      this.#groups.set(key, groupId);
    }
    consumer.memberId = event.memberId;
    consumer.generationId = event.generationId;
    if (event.memberId !== '') this.#byMemberId.set(event.memberId, key);
    if (event.kind === 'consumer.state') consumer.state = event.to;
    if (event.kind !== 'consumer.assignment') return nothing;
    const before = consumer.assignment;
    consumer.assignment = new Set(event.assignment);
    return { ended: [], reassigned: { consumer, before } };
  }

  #inProcess(process: string): ClientKey[] {
    return [...this.#consumers.values()].filter((consumer) => consumer.process === process).map(({ key }) => key);
  }

  #end(keys: readonly ClientKey[], why: ConsumerEnd): ConsumerChange {
    const ended = keys.flatMap((key) => {
      const consumer = this.#consumers.get(key);
      return consumer === undefined ? [] : [{ consumer, why }];
    });
    for (const key of keys) this.#consumers.delete(key);
    return ended.length === 0 ? nothing : { ended };
  }
}
