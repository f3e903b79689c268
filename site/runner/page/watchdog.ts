// Notices that a run has stopped getting anywhere. Counts its own ticks and not the wall clock, so that a page that was
// busy, a laptop that was closed, or a tab in the background never looks like an endless loop.

const tickMs = 100;

export interface Watchdog {
  /** The worker's event loop turned. */
  heard(): void;
  /** A test began or ended, or the cluster of one gets on. */
  progressed(): void;
  stop(): void;
}

export interface WatchdogLimits {
  /** Not a word from the worker for so long: its code does not give control back, or it is dead. */
  readonly silentMs: number;
  /** The worker is idle, no test has begun or ended and no cluster got on for so long: what it waits for never comes. */
  readonly idleMs: number;
}

export function watch(limits: WatchdogLimits, bark: (why: 'silent' | 'idle') => void): Watchdog {
  let silentMs = 0;
  let idleMs = 0;
  const timer = setInterval(() => {
    silentMs += tickMs;
    idleMs += tickMs;
    const why = silentMs >= limits.silentMs ? 'silent' : idleMs >= limits.idleMs ? 'idle' : undefined;
    if (why === undefined) return;
    clearInterval(timer);
    bark(why);
  }, tickMs);
  return {
    heard: () => {
      silentMs = 0;
    },
    progressed: () => {
      silentMs = 0;
      idleMs = 0;
    },
    stop: () => clearInterval(timer),
  };
}
