// Floor 3. Lost messages: how many, and what the loss of one does to its connection.

/**
 * Kafka speaks TCP, in which no message is lost alone: TCP sends it again, or the connection is broken for good. A lost message
 * stands for the latter. (A link that is bad for a while, and then delivers what waited, is a cut that heals.)
 */
export interface Loss {
  /** Of each message, 0 to 1. */
  readonly probability: number;
  /**
   * `stall`: nothing comes through in this direction any more, and nobody is told, until the client gives up waiting and
   * disconnects. `reset`: the connection breaks, and the client hears of it at once (after the latency).
   */
  readonly effect: 'stall' | 'reset';
}

/** @throws RangeError when the probability is none, or the effect */
export function checkLoss({ probability, effect }: Loss): void {
  if (effect !== 'stall' && effect !== 'reset') {
    throw new RangeError(`The effect of a loss is either "stall" or "reset", not "${String(effect)}".`);
  }
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`A loss of ${probability} was asked for. Give the probability as a number from 0 to 1.`);
  }
}
