// Floor 3. OffsetFetch: answered in every state of a group, and for groups that there are not (Kafka: OffsetMetadataManager.fetchOffsets).
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type { OffsetFetchRequest, OffsetFetchResponse } from '../../../protocol/requests.ts';
import type { ShardState } from '../shard-state.ts';

const nothingCommitted = { offset: -1, leaderEpoch: -1, metadata: '', error: 'NONE' } as const;

/** With `requireStable` it is answered when all that was written before is stored, so that it sees every commit that was accepted. */
export function fetchOffsets(
  state: ShardState,
  request: OffsetFetchRequest,
  respond: (response: OffsetFetchResponse) => void,
): void {
  if (request.requireStable) state.context.log.afterWrites((error) => respond(read(state, request, error)));
  else respond(read(state, request, 'NONE'));
}

function read(state: ShardState, request: OffsetFetchRequest, error: ErrorCode): OffsetFetchResponse {
  if (error !== 'NONE') return { error, offsets: new Map() };
  const committed = state.offsets.ofGroup(request.groupId);
  const offsets: OffsetFetchResponse['offsets'] = new Map(
    Array.from(request.partitions ?? committed.keys(), (partition) => {
      const stored = committed.get(partition);
      if (stored === undefined) return [partition, nothingCommitted];
      const { offset, leaderEpoch, metadata } = stored;
      return [partition, { offset, leaderEpoch, metadata, error: 'NONE' }];
    }),
  );
  return { error: 'NONE', offsets };
}
