// Floor 3. Where a consumer stands in its group: state, generation, whether it has to join again (Kafka: AbstractCoordinator).
// Sends nothing: what was answered is judged elsewhere, and told here.
import type { MemberState } from '../../protocol/trace-event.ts';

/** A member's identity in one generation. Always the same object while nothing of it changes (Kafka: AbstractCoordinator.Generation). */
export interface Generation {
  /** -1: in none. */
  readonly generationId: number;
  /** `''`: none yet. A member may have an id before it is in a generation. */
  readonly memberId: string;
  readonly protocolName: string | null;
}

export const noGeneration: Generation = Object.freeze({ generationId: -1, memberId: '', protocolName: null });

export class Membership {
  #state: MemberState = 'UNJOINED';
  #generation = noGeneration;
  #isRejoinNeeded = true;
  rejoinReason = '';
  /** Whether `onJoinPrepare` is to run before the next JoinGroup. */
  needsJoinPrepare = true;
  /** Told of each change of state, after it. */
  onState: ((from: MemberState, to: MemberState) => void) | undefined;

  get state(): MemberState {
    return this.#state;
  }
  get generation(): Generation {
    return this.#generation;
  }
  get isRejoinNeeded(): boolean {
    return this.#isRejoinNeeded;
  }

  /** Whether it is in a generation, as far as it knows. */
  get hasGeneration(): boolean {
    return this.#generation.generationId !== -1 && this.#generation.memberId !== '';
  }
  get hasNotJoined(): boolean {
    return this.#state === 'UNJOINED' || this.#state === 'PREPARING_REBALANCE';
  }
  get isRebalancing(): boolean {
    return this.#state === 'PREPARING_REBALANCE' || this.#state === 'COMPLETING_REBALANCE';
  }
  /** A reset since JoinGroup was answered: the member id may still be there, but no generation and no protocol. */
  get isGenerationReset(): boolean {
    return this.#generation.generationId === -1 && this.#generation.protocolName === null;
  }
  get generationIfStable(): Generation | undefined {
    return this.#state === 'STABLE' ? this.#generation : undefined;
  }

  /** JoinGroup goes out. */
  joining(): void {
    this.#setState('PREPARING_REBALANCE');
  }

  /** The coordinator wants the next JoinGroup under this id (KIP-394). */
  giveMemberId(memberId: string): void {
    this.#generation = Object.freeze({ generationId: -1, memberId, protocolName: null });
  }

  /** JoinGroup was answered. */
  joined(generation: Generation): void {
    this.#generation = Object.freeze(generation);
    this.#setState('COMPLETING_REBALANCE');
  }

  /** SyncGroup was answered. */
  synced(): void {
    this.rejoinReason = '';
    this.#isRejoinNeeded = false;
    this.#setState('STABLE');
  }

  requestRejoin(reason: string): void {
    this.rejoinReason = reason;
    this.#isRejoinNeeded = true;
  }

  requestRejoinIfNecessary(reason: string): void {
    if (!this.#isRejoinNeeded) this.requestRejoin(reason);
  }

  /** Out of the generation. The member id is kept where the coordinator may still know it. */
  resetAndRejoin(reason: string, forgetMemberId: boolean): void {
    const { memberId } = this.#generation;
    this.#generation = forgetMemberId
      ? noGeneration
      : Object.freeze({ generationId: -1, memberId, protocolName: null });
    this.#setState('UNJOINED');
    this.requestRejoin(reason);
    this.needsJoinPrepare = true;
  }

  #setState(state: MemberState): void {
    const from = this.#state;
    if (from === state) return;
    this.#state = state;
    this.onState?.(from, state);
  }
}

/** Whether a response concerns the member as it is: nothing has changed since the request was sent. */
export function isSameGeneration(a: Generation, b: Generation): boolean {
  return a.generationId === b.generationId && a.memberId === b.memberId && a.protocolName === b.protocolName;
}
