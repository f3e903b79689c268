// Floor 7. Requests to a group's coordinator with their answers, as columns: who sent what when, when it arrived, what became of it.
// Fetches and the like go to other brokers and are not in it. Knows no drawing.
import type { RunTrace, TracedEvent } from 'simulator';
import type { Cast } from './cast.ts';
import type { Window } from './ownership-marks.ts';
import type { Level, MessageColumns } from './timeline-model.ts';

type Sent = Extract<TracedEvent, { kind: 'request.sent' }>;
type Answer = Extract<TracedEvent, { kind: 'response.sent' }>['response'];

const coordinatorApis: readonly string[] = [
  'JoinGroup',
  'SyncGroup',
  'LeaveGroup',
  'Heartbeat',
  'OffsetCommit',
  'OffsetFetch',
  'FindCoordinator',
];

interface Message {
  readonly api: number;
  readonly brokerId: number;
  lane: number;
  readonly sentMs: number;
  arrivedMs: number;
  answeredMs: number;
  receivedMs: number;
  error: number;
}

export interface Messages {
  readonly columns: MessageColumns;
  /** Those with an event in the trace, by correlation id, whether in the window or not: level and lane. */
  readonly byCorrelationId: ReadonlyMap<number, { readonly level: Level; readonly lane: number }>;
}

export function messagesOf(trace: RunTrace, cast: Cast, window: Window): Messages {
  const messages = new Map<number, Message>();
  const errors = ['NONE'];
  for (const event of trace) {
    if (event.kind === 'request.sent') {
      const api = coordinatorApis.indexOf(event.api);
      if (api < 0 || !('groupId' in event.request) || event.request.groupId !== cast.groupId) continue;
      const message = {
        api,
        brokerId: event.brokerId,
        lane: senderOf(event, cast),
        sentMs: event.atMs,
        arrivedMs: Number.NaN,
        answeredMs: Number.NaN,
        receivedMs: Number.NaN,
        error: 0,
      };
      messages.set(event.correlationId, message);
      continue;
    }
    if (!('correlationId' in event)) continue;
    const message = messages.get(event.correlationId);
    if (message === undefined) continue;
    switch (event.kind) {
      case 'request.delivered':
        message.arrivedMs = event.atMs;
        break;
      case 'response.sent':
        message.answeredMs = event.atMs;
        message.error = numberOf(errorIn(event.response), errors);
        if (message.lane < 0 && 'memberId' in event.response) message.lane = cast.laneOfMember(event.response.memberId);
        break;
      case 'response.delivered':
        message.receivedMs = event.atMs;
        break;
    }
  }
  const told = [...messages].map(([id, message]) => [id, { level: levelOf(message), lane: message.lane }] as const);
  return { columns: columnsOf([...messages.values()], errors, window), byCorrelationId: new Map(told) };
}

function senderOf(event: Sent, cast: Cast): number {
  const { request } = event;
  const memberId = 'memberId' in request ? request.memberId : 'members' in request ? memberIn(request.members) : '';
  const lane = memberId === '' ? -1 : cast.laneOfMember(memberId);
  return lane < 0 ? cast.laneOfClientId(event.clientId) : lane;
}

function memberIn(members: unknown): string {
  if (!Array.isArray(members)) return '';
  const [first] = members;
  return typeof first?.memberId === 'string' ? first.memberId : '';
}

function errorIn(response: Answer): string {
  if ('error' in response) return response.error;
  if (!('errors' in response)) return 'NONE';
  for (const error of response.errors.values()) if (error !== 'NONE') return error;
  return 'NONE';
}

function numberOf(error: string, errors: string[]): number {
  const known = errors.indexOf(error);
  return known < 0 ? errors.push(error) - 1 : known;
}

/** A JoinGroup without a member id is refused once by rule; that is no failure. */
function levelOf({ api, error, receivedMs }: Message): Level {
  const name = coordinatorApis[api];
  if (name === 'JoinGroup' || name === 'SyncGroup' || name === 'LeaveGroup') return 0;
  return (name === 'Heartbeat' || name === 'OffsetCommit') && (error !== 0 || Number.isNaN(receivedMs)) ? 1 : 2;
}

function columnsOf(all: readonly Message[], errors: readonly string[], { fromMs, toMs }: Window): MessageColumns {
  const messages = all.filter(
    ({ sentMs, arrivedMs, receivedMs }) =>
      sentMs <= toMs && Math.max(sentMs, arrivedMs || 0, receivedMs || 0) >= fromMs,
  );
  return {
    apis: coordinatorApis,
    errors,
    api: Uint8Array.from(messages, ({ api }) => api),
    level: Uint8Array.from(messages, levelOf),
    lane: Int16Array.from(messages, ({ lane }) => lane),
    sentMs: Float64Array.from(messages, ({ sentMs }) => sentMs),
    arrivedMs: Float64Array.from(messages, ({ arrivedMs }) => arrivedMs),
    answeredMs: Float64Array.from(messages, ({ answeredMs }) => answeredMs),
    receivedMs: Float64Array.from(messages, ({ receivedMs }) => receivedMs),
    error: Uint8Array.from(messages, ({ error }) => error),
    brokerId: Int16Array.from(messages, ({ brokerId }) => brokerId),
  };
}
