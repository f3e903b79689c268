// Floor 3. Responses that refuse: the fields that Kafka fills in beside an error.
import type { ErrorCode } from '../../../protocol/error-code.ts';
import type { JoinGroupResponse, SyncGroupResponse } from '../../../protocol/requests.ts';

/** @param memberId as Kafka answers it: `''` when the member's id is worth nothing any more, otherwise the one to go on with */
export function refusedJoin(error: ErrorCode, memberId: string): JoinGroupResponse {
  return {
    error,
    memberId,
    generationId: -1,
    protocolType: null,
    protocolName: null,
    leader: '',
    skipAssignment: false,
    members: [],
  };
}

export function refusedSync(error: ErrorCode): SyncGroupResponse {
  return { error, protocolType: null, protocolName: null, assignment: undefined };
}
