// Floor 3. The heartbeat "thread": heartbeats, the poll interval, the session, on the client's clock and beside the application
// (Kafka: AbstractCoordinator.HeartbeatThread). It waits on timers instead of looking every 100 ms.
import type { Timer } from '../../kernel/clock.ts';
import { type Routine, start } from '../../kernel/routine.ts';
import type { HeartbeatResponse } from '../../protocol/requests.ts';
import {
  errorFor,
  FencedInstanceIdException,
  GroupAuthorizationException,
  KafkaException,
  RebalanceInProgressException,
} from '../errors.ts';
import type { GroupContext } from './consumer-context.ts';
import type { CoordinatorDiscovery } from './coordinator-discovery.ts';
import type { HeartbeatTimers } from './heartbeat-timers.ts';
import { type Generation, isSameGeneration } from './membership.ts';

export class HeartbeatThread {
  readonly #context: GroupContext;
  readonly #discovery: CoordinatorDiscovery;
  readonly #timers: HeartbeatTimers;
  readonly #leave: (reason: string) => Routine<void>;
  #isEnabled = false;
  #isClosed = false;
  #failure: { readonly error: unknown } | undefined;
  /** Ends the present wait, in an event of its own. */
  #wakeUp: (() => void) | undefined;
  /** Ends a wait for a timer as early as Kafka's thread would, which looks up every `retry.backoff.ms`. */
  #lookSoon: (() => void) | undefined;

  constructor(
    context: GroupContext,
    discovery: CoordinatorDiscovery,
    timers: HeartbeatTimers,
    leave: (reason: string) => Routine<void>,
  ) {
    this.#context = context;
    this.#discovery = discovery;
    this.#timers = timers;
    this.#leave = leave;
    start(this.#run()).onDone((outcome) => {
      if ('error' in outcome) this.#failure ??= outcome;
      this.#isClosed = true;
    });
  }

  /** What it ended with: to be thrown by the next poll. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }

  /** JoinGroup was answered: all timers start anew. */
  enable(): void {
    this.#isEnabled = true;
    this.#timers.reset();
    this.notify();
  }

  close(): void {
    this.#isClosed = true;
    this.notify();
  }

  /** There may be something to do. */
  notify(): void {
    this.#wakeUp?.();
  }

  /** Something has come from the network, and the application does not poll: it is looked at within `retry.backoff.ms`. */
  arrived(): void {
    if (this.#isEnabled) this.#lookSoon?.();
  }

  *#run(): Routine<void> {
    const { membership, network, monitor, config } = this.#context;
    for (;;) {
      if (monitor.isHeld) yield* monitor.untilFree();
      if (this.#isClosed) return;
      if (!this.#isEnabled) {
        yield* this.#wait(undefined);
        continue;
      }
      if (membership.hasNotJoined || this.#failure !== undefined) {
        this.#isEnabled = false;
        continue;
      }
      yield* network.pollNoWakeup();
      if (this.#discovery.isUnknown) {
        // A lookup that is under way gets one round; then a new one is tried, in case the application cannot.
        if (this.#discovery.isLookingUp) this.#discovery.clearLookup();
        else this.#discovery.lookup();
        yield* this.#wait(config['retry.backoff.ms']);
      } else if (this.#timers.isSessionExpired) {
        this.#discovery.markUnknown();
      } else if (this.#timers.isPollExpired) {
        yield* this.#leave('consumer poll timeout has expired.');
      } else if (this.#timers.isHeartbeatDue) {
        this.#timers.sent();
        this.#send();
      } else {
        yield* this.#wait(this.#timers.timeToNextMs);
      }
    }
  }

  *#wait(timeoutMs: number | undefined): Routine<void> {
    const { clock, config } = this.#context;
    const startMs = clock.now();
    yield (goOn) => {
      let timer: Timer | undefined;
      const endAfter = (delayMs: number): void => {
        timer?.cancel();
        timer = clock.after(delayMs, () => {
          this.#wakeUp = undefined;
          this.#lookSoon = undefined;
          goOn();
        });
      };
      if (timeoutMs !== undefined) {
        endAfter(timeoutMs);
        const everyMs = Math.max(1, config['retry.backoff.ms']);
        this.#lookSoon = () => {
          this.#lookSoon = undefined;
          // Overdue when the process was frozen meanwhile.
          const remainingMs = Math.max(0, startMs + timeoutMs - clock.now());
          endAfter(Math.min(remainingMs, everyMs - ((clock.now() - startMs) % everyMs)));
        };
      }
      this.#wakeUp = () => {
        this.#wakeUp = undefined;
        this.#lookSoon = undefined;
        endAfter(0);
      };
    };
  }

  #send(): void {
    const { groupId, groupInstanceId, membership, metrics, clock } = this.#context;
    const sent = membership.generation;
    metrics.heartbeatSent();
    const request = {
      groupId,
      generationId: sent.generationId,
      memberId: sent.memberId,
      groupInstanceId,
    };
    const result = this.#discovery.send('Heartbeat', request, (response, sentAtMs) => {
      metrics.heartbeat(clock.now() - sentAtMs);
      this.#answered(response, sent);
    });
    result.onDone((outcome) => {
      if (!('error' in outcome) || outcome.error instanceof RebalanceInProgressException) {
        // To go on with heartbeats keeps the session alive until the application polls and joins again.
        this.#timers.succeeded();
      } else if (outcome.error instanceof FencedInstanceIdException) {
        this.#failure = outcome;
      } else {
        this.#timers.failed();
        this.notify();
      }
    });
  }

  #answered({ error }: HeartbeatResponse, sent: Generation): void {
    const { membership, groupId } = this.#context;
    switch (error) {
      case 'NONE':
        return;
      case 'COORDINATOR_NOT_AVAILABLE':
      case 'NOT_COORDINATOR':
        this.#discovery.markUnknown();
        throw errorFor(error, `group ${groupId}`);
      case 'REBALANCE_IN_PROGRESS':
        if (membership.state !== 'STABLE') return; // It rejoins already.
        membership.requestRejoin('group is already rebalancing');
        throw errorFor(error, `group ${groupId}`);
      case 'ILLEGAL_GENERATION':
      case 'UNKNOWN_MEMBER_ID':
      case 'FENCED_INSTANCE_ID':
        if (!isSameGeneration(membership.generation, sent)) return; // It is about a past that is over.
        membership.resetAndRejoin(`encountered ${error} from HEARTBEAT response`, error !== 'ILLEGAL_GENERATION');
        throw errorFor(error, `group ${groupId}`);
      case 'GROUP_AUTHORIZATION_FAILED':
        throw new GroupAuthorizationException(`Not authorized to access group: ${groupId}`);
      default:
        throw new KafkaException(`Unexpected error in heartbeat response: ${error}`);
    }
  }
}
