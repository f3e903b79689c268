// Floor 4. The wire's promise: a request has at most one outcome for the client that sent it, an answer follows its request, and
// time does not run backward.
import type { Checker, Invariant, World } from './invariant.ts';

type Progress = 'sent' | 'answered' | 'done';

export const oneAnswerPerRequest: Invariant = {
  name: 'one answer per request',
  rule: 'A request is sent once, answered at most once, and its client hears of an answer or of a broken connection, never of both.',
  begin(world: World): Checker {
    const requests = new Map<number, Progress>();
    let lastMs = Number.NEGATIVE_INFINITY;
    return {
      next(event) {
        if (event.atMs < lastMs)
          world.report(`${event.kind} at ${event.atMs} ms follows what happened at ${lastMs} ms`);
        lastMs = event.atMs;
        switch (event.kind) {
          case 'request.sent':
            if (requests.has(event.correlationId)) {
              world.report(`${event.api} ${event.correlationId} of ${event.clientId} was sent a second time`);
            }
            requests.set(event.correlationId, 'sent');
            return;
          case 'response.sent': {
            const progress = requests.get(event.correlationId);
            if (progress === undefined) {
              world.report(`broker ${event.brokerId} answered ${event.api} ${event.correlationId}, which nobody sent`);
            } else if (progress === 'answered') {
              world.report(`broker ${event.brokerId} answered ${event.api} ${event.correlationId} a second time`);
            } else if (progress === 'sent') {
              requests.set(event.correlationId, 'answered');
            }
            return;
          }
          case 'response.delivered':
          case 'request.disconnected': {
            const progress = requests.get(event.correlationId);
            const what = event.kind === 'response.delivered' ? 'an answer' : 'a broken connection';
            if (progress === 'done') {
              world.report(
                `${event.clientId} heard of ${what} to ${event.api} ${event.correlationId}, which was settled`,
              );
            } else if (progress === undefined || (event.kind === 'response.delivered' && progress === 'sent')) {
              world.report(
                `${event.clientId} heard of ${what} to ${event.api} ${event.correlationId}, which nobody sent`,
              );
            }
            requests.set(event.correlationId, 'done');
          }
        }
      },
    };
  },
};
