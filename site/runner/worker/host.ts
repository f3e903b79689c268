// The host's own functions, taken before any other code of the worker runs and before an answer can reach them.
// Imported first by main.ts. Nothing else of the worker may use the globals that lockdown.ts takes away.
const { setInterval, setTimeout, Blob, URL, performance, MessageChannel } = self;

// One channel for all turns: a new one for each costs a simulated cluster most of its time.
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

export const host = Object.freeze({
  now: performance.now.bind(performance),
  every: (ms: number, tick: () => void): number => setInterval.call(self, tick, ms),
  /** One turn of the event loop. */
  turn: (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    }),
  /** A turn after everything that is waiting now. */
  rest: (): Promise<void> => new Promise((resolve) => setTimeout.call(self, resolve, 1)),
  /** An address from which `import()` loads this module text. */
  moduleUrl: (code: string): string => URL.createObjectURL(new Blob([code], { type: 'text/javascript' })),
});
