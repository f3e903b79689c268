// Scripts that stand in a page itself: files of site/pages, each bundled into one short classic script.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build } from 'vite';

export interface InlineScript {
  readonly code: string;
  /** As a policy names it: `'sha256-...'`. */
  readonly hash: string;
}

/** @param file from the project's root */
export async function inlineScript(root: string, file: string): Promise<InlineScript> {
  const output = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: join(root, file), output: { format: 'iife' } },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  if (bundle === undefined || !('output' in bundle)) throw new Error(`${file} was not bundled; the build is watching.`);
  const code = bundle.output[0].code.trim();
  return { code, hash: scriptHash(code) };
}

export const scriptHash = (code: string): string => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
