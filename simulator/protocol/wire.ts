// Floor 2. The two ends of a connection, as either side sees them. What lies between (latency, loss, cuts) is the network's.
import type { Api, RequestOf, ResponseOf } from './requests.ts';

/** What became of a request. At most one of the two is called, once, in a later event; none when an answer never comes. */
export interface ResponseHandler<A extends Api> {
  onResponse(response: ResponseOf<A>): void;
  /** The connection broke, or could not be made: the broker may or may not have seen the request. */
  onDisconnect(): void;
}

/** A client's way to the brokers. Requests to one broker arrive in the order in which they were sent. */
export interface Wire {
  send<A extends Api>(brokerId: number, api: A, request: RequestOf<A>, handler: ResponseHandler<A>): void;
  /** Drops the connections to a broker: nothing that was sent there is answered any more. What is on the wire arrives. */
  disconnect(brokerId: number): void;
}

/** Who a request comes from, as the broker knows it. */
export interface RequestContext {
  readonly clientId: string;
  /** As `--describe` prints it: `/10.0.0.11`. */
  readonly clientHost: string;
  /** The version of the request's API, where behavior depends on it (JoinGroup, OffsetCommit). Default: the newest. */
  readonly apiVersion?: number;
}
