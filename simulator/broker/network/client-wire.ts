// Floor 3. One client's way to the brokers: its connections, made when they are needed. Knows nothing of what is asked.
import type { Api, RequestOf } from '../../protocol/requests.ts';
import type { ConnectionPurpose, ResponseHandler, Wire } from '../../protocol/wire.ts';
import type { Connection } from './connection.ts';

/** Who a client is. */
export interface ClientIdentity {
  /** The process that it runs in: the end of its links. */
  readonly process: string;
  readonly clientId: string;
  /** As brokers see it and `--describe` prints it: `/10.0.0.11`. */
  readonly clientHost: string;
}

export interface WireOptions {
  connect(brokerId: number, onClose: () => void): Connection;
  send<A extends Api>(
    connection: Connection,
    brokerId: number,
    api: A,
    request: RequestOf<A>,
    handler: ResponseHandler<A>,
  ): void;
}

/**
 * What goes to a group's coordinator has a connection of its own, as in Kafka's consumer (AbstractCoordinator makes up a node id
 * for it): otherwise a heartbeat would wait behind a Fetch, since a broker deals with one request of a connection at a time.
 */
const forCoordinator: ReadonlySet<Api> = new Set<Api>([
  'JoinGroup',
  'SyncGroup',
  'Heartbeat',
  'LeaveGroup',
  'OffsetCommit',
  'OffsetFetch',
]);

export class ClientWire implements Wire {
  readonly #options: WireOptions;
  readonly #connections = new Map<string, Connection>();
  #isClosed = false;

  constructor(options: WireOptions) {
    this.#options = options;
  }

  send<A extends Api>(
    brokerId: number,
    api: A,
    request: RequestOf<A>,
    handler: ResponseHandler<A>,
    purpose: ConnectionPurpose = forCoordinator.has(api) ? 'coordinator' : 'general',
  ): void {
    if (this.#isClosed) return;
    const key = keyOf(brokerId, purpose);
    let connection = this.#connections.get(key);
    if (connection === undefined) {
      connection = this.#options.connect(brokerId, () => this.#connections.delete(key));
      this.#connections.set(key, connection);
    }
    this.#options.send(connection, brokerId, api, request, handler);
  }

  disconnect(brokerId: number, purpose?: ConnectionPurpose): void {
    for (const each of ['general', 'coordinator'] as const) {
      if (purpose === undefined || purpose === each) this.#connections.get(keyOf(brokerId, each))?.closeByClient();
    }
  }

  /** The client is gone: nothing can be sent any more. */
  close(): void {
    this.#isClosed = true;
    for (const connection of [...this.#connections.values()]) connection.closeByClient();
  }
}

function keyOf(brokerId: number, purpose: ConnectionPurpose): string {
  return `${brokerId} ${purpose}`;
}
