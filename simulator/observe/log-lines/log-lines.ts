// Floor 4. What the real Java clients and brokers would log in a run: beside each event the lines of Kafka 4.0, word for word, with the
// values of the run in them. Where a real log tells of something that a run has no event for, nothing is said. Brokers' lines begin
// with `[GroupCoordinator id=...]`, consumers' with `[Consumer clientId=..., groupId=...]`.
import { ConsumerViews } from '../consumer-view.ts';
import { isMemberEvent, type RunTrace, type TracedEvent } from '../run-trace.ts';
import type { Names } from '../sentences/names.ts';
import { answerLines } from './consumer-answers-log.ts';
import { consumerLines } from './consumer-log.ts';
import { disconnectLines, nodeOf, requestLines } from './consumer-requests-log.ts';
import { CoordinatorLog } from './coordinator-log.ts';
import type { LogLine } from './log-line.ts';
import { LoggedCluster } from './logged-cluster.ts';
import { LoggedConsumers } from './logged-consumers.ts';

/** A line of the log of a process or a broker, with the event that it belongs to. */
export interface LoggedLine extends LogLine {
  /** Of the event in the trace. */
  readonly index: number;
  readonly atMs: number;
  /** A process's name, or `broker 1`. */
  readonly by: string;
  /** `undefined`: of no group in particular. */
  readonly groupId: string | undefined;
}

/** The logs of all brokers and of all consumers in groups, as one, in the order of the trace. `names` are those of the whole run. */
export function logLinesOf(trace: RunTrace, names: Names): readonly LoggedLine[] {
  const cluster = new LoggedCluster();
  const views = new ConsumerViews();
  const consumers = new LoggedConsumers(trace, views);
  const coordinator = new CoordinatorLog(names, cluster);
  const sentMs = new Map<number, number>();
  const lines: LoggedLine[] = [];

  const ofConsumer = (event: TracedEvent): void => {
    const consumer = consumers.of(event);
    if (consumer === undefined) return;
    const view = consumers.viewOf(consumer);
    const add = (told: readonly LogLine[], index: number): void => {
      const by = names.client(consumer);
      for (const line of told) lines.push({ index, atMs: event.atMs, by, groupId: consumer.groupId, ...line });
    };
    if (isMemberEvent(event)) {
      add(consumerLines(event, consumer, view?.assignment ?? new Set(), cluster), position);
      return;
    }
    switch (event.kind) {
      case 'request.sent':
        sentMs.set(event.correlationId, event.atMs);
        add(requestLines(event, consumer, cluster), position);
        return;
      case 'response.delivered': {
        consumer.unreachable.delete(nodeOf(event));
        const request = names.request(event.correlationId)?.request;
        const response = names.response(event.correlationId);
        if (request === undefined || response === undefined) return;
        add(answerLines({ api: event.api, request, response, consumer, view, cluster }), position);
        return;
      }
      case 'request.disconnected':
        add(disconnectLines(event, consumer, sentMs.get(event.correlationId), cluster), position);
        return;
    }
  };

  let position = 0;
  for (const event of trace) {
    cluster.next(event);
    const told = coordinator.next(event);
    for (const line of told.lines) {
      lines.push({
        index: position,
        atMs: event.atMs,
        by: `broker ${told.brokerId}`,
        groupId: groupOf(event),
        ...line,
      });
    }
    ofConsumer(event);
    views.next(event);
    position++;
  }
  return lines;

  function groupOf(event: TracedEvent): string | undefined {
    if ('groupId' in event) return event.groupId;
    const request = 'correlationId' in event ? names.request(event.correlationId)?.request : undefined;
    return request !== undefined && 'groupId' in request ? request.groupId : undefined;
  }
}
