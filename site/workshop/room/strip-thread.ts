// Floor 7. The thread in which types are taken out of handed-in answers: a stranger's text may keep a parser busy for as long as it likes.
import { stripWithSucrase } from '../../editor/sucrase-strip.ts';

addEventListener('message', ({ data }: MessageEvent<string>) => {
  // The library of pages, not of workers, is what this room is checked with.
  (self as unknown as { postMessage(message: unknown): void }).postMessage(stripWithSucrase(data));
});
