// Floor 7. The page's side of the playground's worker: asks, waits, and believes nothing that it has not looked at. A worker that falls
// silent is ended, and what it was asked fails in words.
import sessionScriptUrl from 'virtual:session-script';
import { loadScript } from '../runner/page/load-script.ts';
import { openFrame, type SandboxFrame, type SandboxWorker } from '../runner/page/sandbox-frame.ts';
import { type Watchdog, watch } from '../runner/page/watchdog.ts';
import { readSessionMessage } from './messages.ts';
import type { FromSession, ToSession } from './protocol.ts';

type WithoutId<T> = T extends { readonly id: number } ? Omit<T, 'id'> : never;
export type SessionRequest = WithoutId<ToSession>;
export type SessionAnswer = Extract<FromSession, { readonly id: number }>;

/** Far beyond what a slow machine needs to start; a session that computes is heard several times a second. */
const silence = { starting: 30_000, running: 8000 } as const;

interface Running {
  readonly worker: SandboxWorker;
  readonly watchdog: Watchdog;
}

interface Waiting {
  resolve(answer: SessionAnswer): void;
  reject(error: Error): void;
}

export class Sandbox {
  #frame: Promise<SandboxFrame> | undefined;
  #running: Promise<Running> | undefined;
  #lastId = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** @throws Error in words for a person, when the worker does not start, falls silent or cannot serve it */
  async ask(request: SessionRequest): Promise<SessionAnswer> {
    this.#running ??= this.#start();
    const { worker } = await this.#running;
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.port.postMessage({ ...request, id });
    });
  }

  async #start(): Promise<Running> {
    this.#frame ??= openFrame();
    try {
      const [frame, script] = await Promise.all([this.#frame, loadScript(sessionScriptUrl)]);
      return await this.#boot(frame, script);
    } catch (error) {
      this.#running = undefined;
      throw error;
    }
  }

  #boot(frame: SandboxFrame, script: string): Promise<Running> {
    const worker = frame.spawn(script, { kind: 'boot' });
    return new Promise((resolve, reject) => {
      let watchdog = watch({ silentMs: silence.starting, idleMs: silence.starting }, () => {
        worker.end();
        reject(new Error('The sandbox did not start. This browser may not allow workers in a sandboxed frame.'));
      });
      worker.port.onmessage = ({ data }: MessageEvent<unknown>) => {
        const message = readSessionMessage(data);
        if (message === undefined) return;
        watchdog.progressed();
        if (message.kind === 'alive') return;
        if (message.kind === 'ready') {
          watchdog.stop();
          watchdog = watch({ silentMs: silence.running, idleMs: Number.POSITIVE_INFINITY }, () => this.#lost());
          resolve({ worker, watchdog });
          return;
        }
        const waiter = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (message.kind === 'failed') waiter?.reject(new Error(message.message));
        else waiter?.resolve(message);
      };
    });
  }

  #lost(): void {
    this.end('The cluster does not answer any more: code in it may never give control back. It was ended.');
  }

  /** Ends what runs; the next question starts anew. */
  end(why: string): void {
    void this.#running?.then(({ worker, watchdog }) => {
      watchdog.stop();
      worker.end();
    });
    this.#running = undefined;
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }
}
