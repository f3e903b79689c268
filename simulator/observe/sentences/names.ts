// Floor 4. Who is who in a run, for sentences: which process stands behind a member id or a client id, and what a request asked for
// and was answered. Makes no sentence itself.
import type { Api, RequestOf, ResponseOf } from '../../protocol/requests.ts';
import { clientKey, isMemberEvent, type RunTrace, requestIn, responseIn, type TracedEvent } from '../run-trace.ts';

export interface Names {
  /** The process of a member, or the member id itself when no consumer ever said that it is the one. */
  member(memberId: string): string;
  /** A client in its process: the process's name, with the client id where a process has several clients. */
  client(of: { readonly process: string; readonly clientId: string }): string;
  /** Who sent a request: the process where it is known, else the client id. */
  sender(event: { readonly correlationId: number; readonly clientId: string }): string;
  /** What a member asked for when it joined last: its timeouts. */
  joinOf(memberId: string): RequestOf<'JoinGroup'> | undefined;
  /** Whether a process has a consumer in a group. */
  isInGroup(process: string): boolean;
  request(correlationId: number): { readonly api: Api; readonly request: RequestOf<Api> } | undefined;
  response(correlationId: number): ResponseOf<Api> | undefined;
}

/** Reads a whole run once. */
export function namesIn(trace: RunTrace): Names {
  const processes = new Map<string, Set<string>>();
  const members = new Map<string, string>();
  const clients = new Map<string, Set<string>>();
  const requests = new Map<number, { api: Api; request: RequestOf<Api> }>();
  const responses = new Map<number, ResponseOf<Api>>();
  const joins = new Map<string, RequestOf<'JoinGroup'>>();
  const inGroups = new Set<string>();
  for (const event of trace) {
    if (isMemberEvent(event)) {
      if (event.memberId !== '') members.set(event.memberId, clientKey(event));
      meet(event, processes, clients);
    } else if (event.kind === 'consumer.created' || event.kind === 'record.produced') {
      meet(event, processes, clients);
      if (event.kind === 'consumer.created' && event.groupId !== undefined) inGroups.add(event.process);
    } else if (event.kind === 'request.sent') {
      requests.set(event.correlationId, event);
      const join = requestIn(event, 'JoinGroup');
      if (join !== undefined && join.memberId !== '') joins.set(join.memberId, join);
    } else if (event.kind === 'response.sent') {
      responses.set(event.correlationId, event.response);
      // A member that joined without an id learns from the answer who it is.
      const given = responseIn(event, 'JoinGroup')?.memberId;
      const asked = requests.get(event.correlationId);
      const join = asked && requestIn(asked, 'JoinGroup');
      if (given && join?.memberId === '') joins.set(given, join);
    }
  }
  const client: Names['client'] = ({ process, clientId }) =>
    (processes.get(process)?.size ?? 0) > 1 ? `${process} (${clientId})` : process;
  const named = (key: string): string => {
    const slash = key.indexOf('/');
    return client({ process: key.slice(0, slash), clientId: key.slice(slash + 1) });
  };
  const member: Names['member'] = (memberId) => {
    const key = members.get(memberId);
    return key === undefined ? memberId : named(key);
  };
  return {
    member,
    client,
    sender({ correlationId, clientId }) {
      const sent = requests.get(correlationId)?.request;
      if (sent !== undefined && 'memberId' in sent && members.has(sent.memberId)) return member(sent.memberId);
      const behind = clients.get(clientId);
      const [process] = behind ?? [];
      return behind?.size === 1 && process !== undefined ? client({ process, clientId }) : clientId;
    },
    joinOf: (memberId) => joins.get(memberId),
    isInGroup: (process) => inGroups.has(process),
    request: (correlationId) => requests.get(correlationId),
    response: (correlationId) => responses.get(correlationId),
  };
}

type Met = Extract<TracedEvent, { process: string; clientId: string }>;

function meet(
  { process, clientId }: Met,
  processes: Map<string, Set<string>>,
  clients: Map<string, Set<string>>,
): void {
  const ofProcess = processes.get(process) ?? new Set();
  processes.set(process, ofProcess.add(clientId));
  const ofClient = clients.get(clientId) ?? new Set();
  clients.set(clientId, ofClient.add(process));
}
