// Floor 3. The requests that a group coordinator answers, and how each is refused as a whole (Kafka: GroupCoordinatorService, where an operation
// fails with COORDINATOR_LOAD_IN_PROGRESS, NOT_COORDINATOR and the like).
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { RequestOf, ResponseOf } from '../../protocol/requests.ts';
import { refusedJoin, refusedSync } from './classic/membership-responses.ts';

/** Requests about one group. */
export type OneGroupApi =
  | 'JoinGroup'
  | 'SyncGroup'
  | 'Heartbeat'
  | 'LeaveGroup'
  | 'OffsetCommit'
  | 'OffsetFetch'
  | 'OffsetDelete';

/** Requests that a group coordinator answers. */
export type GroupApi = OneGroupApi | 'ListGroups' | 'DescribeGroups' | 'DeleteGroups';

type Refusal<A extends OneGroupApi> = (error: ErrorCode, request: RequestOf<A>) => ResponseOf<A>;

/** The response with an error to all of a request. */
export const refusals: { readonly [A in OneGroupApi]: Refusal<A> } = {
  JoinGroup: (error) => refusedJoin(error, ''),
  // As Kafka's older coordinator did (GroupCoordinator.handleSyncGroup), so that the member joins again. GroupCoordinatorService.syncGroup
  // passes COORDINATOR_LOAD_IN_PROGRESS through, which the classic consumer does not expect: its poll() throws a KafkaException.
  SyncGroup: (error) => refusedSync(error === 'COORDINATOR_LOAD_IN_PROGRESS' ? 'REBALANCE_IN_PROGRESS' : error),
  // A member that is alive must not be sent away because its group is not read yet.
  Heartbeat: (error) => ({ error: error === 'COORDINATOR_LOAD_IN_PROGRESS' ? 'NONE' : error }),
  LeaveGroup: (error) => ({ error, members: [] }),
  OffsetCommit: (error, { offsets }) => ({ errors: refusedOffsets(offsets.keys(), error) }),
  OffsetFetch: (error) => ({ error, offsets: new Map() }),
  OffsetDelete: (error) => ({ error, errors: new Map() }),
};

function refusedOffsets<Partition>(
  partitions: Iterable<Partition>,
  error: ErrorCode,
): ReadonlyMap<Partition, ErrorCode> {
  return new Map(Array.from(partitions, (partition) => [partition, error]));
}
