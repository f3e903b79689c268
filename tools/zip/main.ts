// Floor 7. `npm run zip`: writes the built site, dist/, into one file to hand around.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { zipOf } from './archive.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { readonly version: string };
const name = `rebalance-lab-${version}.zip`;
try {
  const bytes = zipOf({ folder: at('dist'), version });
  writeFileSync(at(name), bytes);
  console.log(`${name}: ${(bytes.length / 1_000_000).toFixed(1)} MB. Its README.txt says how to serve it.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
