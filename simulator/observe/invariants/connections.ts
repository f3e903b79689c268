// Floor 4. Which requests a broker has in hand. It takes up the next request of a connection when it has answered the one before (Kafka:
// SocketServer mutes a channel until then), so that a request can arrive long before anything comes of it. A connection is known by its ends.
import type { TracedEvent } from '../run-trace.ts';

interface Delivered {
  readonly clientId: string;
  readonly brokerId: number;
  readonly correlationId: number;
}

/** The connections to group coordinators: a client fetches through others. */
const coordinatorApis: ReadonlySet<string> = new Set([
  'JoinGroup',
  'SyncGroup',
  'Heartbeat',
  'LeaveGroup',
  'OffsetCommit',
  'OffsetFetch',
]);

export class CoordinatorConnections {
  readonly #unanswered = new Map<string, Set<number>>();

  /** Takes an event in. Returns the request that the broker takes up in that instant, if it had to wait. */
  next(event: TracedEvent): number | undefined {
    switch (event.kind) {
      case 'request.delivered': {
        if (!coordinatorApis.has(event.api)) return undefined;
        const open = this.#unanswered.get(nameOf(event)) ?? new Set();
        this.#unanswered.set(nameOf(event), open.add(event.correlationId));
        return undefined;
      }
      case 'response.sent': {
        const open = this.#unanswered.get(nameOf(event));
        if (open?.delete(event.correlationId) !== true) return undefined;
        const [first] = open;
        return first;
      }
      case 'request.disconnected':
        this.#unanswered.delete(nameOf(event));
        return undefined;
      default:
        return undefined;
    }
  }

  /** Whether the broker has another request of the same connection in hand. */
  waitsBehindAnother(request: Delivered): boolean {
    const others = this.#unanswered.get(nameOf(request)) ?? new Set();
    return others.size > (others.has(request.correlationId) ? 1 : 0);
  }
}

function nameOf({ clientId, brokerId }: Pick<Delivered, 'clientId' | 'brokerId'>): string {
  return `${clientId} ${brokerId}`;
}
