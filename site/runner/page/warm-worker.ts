// A worker that has everything but the answer: bundle evaluated, suite collected, realm locked down.
import runScriptUrl from 'virtual:run-script';
import type { SuiteUnits } from '../../exercise.ts';
import type { CollectedTest } from '../outcome.ts';
import { loadScript } from './load-script.ts';
import { readMessage } from './messages.ts';
import type { SandboxFrame, SandboxWorker } from './sandbox-frame.ts';
import { watch } from './watchdog.ts';

export interface WarmWorker extends SandboxWorker {
  readonly collected: readonly CollectedTest[];
}

/** Far beyond what a slow machine needs to evaluate the bundle. */
const bootLimits = { silentMs: 20_000, idleMs: 30_000 };

let script: Promise<string> | undefined;

/** @throws Error in words for a person when the sandbox does not come up in this browser */
export async function warmUp(frame: SandboxFrame, suite: SuiteUnits): Promise<WarmWorker> {
  script ??= loadScript(runScriptUrl).catch((error: unknown) => {
    script = undefined;
    throw error;
  });
  const worker = frame.spawn(await script, { kind: 'boot', suite });
  return new Promise((resolve, reject) => {
    const fail = (message: string) => {
      watchdog.stop();
      worker.end();
      reject(new Error(message));
    };
    const watchdog = watch(bootLimits, () =>
      fail('The sandbox did not start. This browser may not allow workers in a sandboxed frame.'),
    );
    worker.port.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = readMessage(data);
      if (message?.kind === 'suite-broken') fail(`The tests of this exercise could not be loaded: ${message.message}`);
      if (message?.kind !== 'ready') return watchdog.heard();
      watchdog.stop();
      resolve({ ...worker, collected: message.collected });
    };
  });
}
