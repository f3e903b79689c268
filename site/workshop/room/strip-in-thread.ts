// Floor 7. Takes the types out of a handed-in answer, and gives up on one that no parser gets through.
import type { StripResult } from '../../editor/strip-result.ts';

/** For a parser that needs milliseconds. */
const patienceMs = 10_000;

/** @param called resolves when nobody waits for it any more; `undefined` is what comes then */
export function stripInThread(source: string, called: Promise<void>): Promise<StripResult | undefined> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./strip-thread.ts', import.meta.url), { type: 'module' });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      thread.terminate();
      settle();
    };
    const unreadable: StripResult = { kind: 'syntax-error', source, message: 'No end of it was found.', at: undefined };
    const timer = setTimeout(() => end(() => resolve(unreadable)), patienceMs);
    thread.addEventListener('message', ({ data }: MessageEvent<StripResult>) => end(() => resolve(data)));
    thread.addEventListener('error', () => end(() => reject(new Error('The parser could not be loaded.'))));
    called.then(() => end(() => resolve(undefined)));
    thread.postMessage(source);
  });
}
