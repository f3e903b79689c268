// Floor 2. The two ends of a connection, as either side sees them. What lies between (latency, loss, cuts) is the network's.
import type { Api, RequestOf, ResponseOf } from './requests.ts';

/** What became of a request. At most one of the two is called, once, in a later event; none when an answer never comes. */
export interface ResponseHandler<A extends Api> {
  onResponse(response: ResponseOf<A>): void;
  /** The connection broke, or could not be made: the broker may or may not have seen the request. */
  onDisconnect(): void;
}

/**
 * Which of a client's connections to a broker: requests of members and of their offsets (JoinGroup, SyncGroup, Heartbeat, LeaveGroup,
 * OffsetCommit, OffsetFetch) have one of their own, as those of Kafka's consumer, so that no heartbeat waits behind a Fetch.
 */
export type ConnectionPurpose = 'general' | 'coordinator';

/**
 * A client's way to the brokers. Requests on one connection arrive in the order in which they were sent, and a broker deals with
 * them one by one: the next when the one before has been answered.
 */
export interface Wire {
  /** @param purpose which connection it goes over; by default the one that a consumer uses for this API */
  send<A extends Api>(
    brokerId: number,
    api: A,
    request: RequestOf<A>,
    handler: ResponseHandler<A>,
    purpose?: ConnectionPurpose,
  ): void;
  /**
   * Drops a connection to a broker, both when none is named: nothing that was sent there is answered any more. What is on the wire
   * arrives. A client that gives up on a request has to do it: what it sends later would wait behind that request.
   */
  disconnect(brokerId: number, purpose?: ConnectionPurpose): void;
}

/** Who a request comes from, as the broker knows it. */
export interface RequestContext {
  readonly clientId: string;
  /** As `--describe` prints it: `/10.0.0.11`. */
  readonly clientHost: string;
  /** The version of the request's API, where behavior depends on it (JoinGroup, OffsetCommit). Default: the newest. */
  readonly apiVersion?: number;
}
