// Floor 7. `npm run typecheck`: each realm with its own libraries, so that `document` does not compile in the simulator.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Folders with a tsconfig.json, from the bottom of the house to its top. */
const realms = [
  'simulator',
  'solutions',
  'exercises',
  'lessons',
  'site/runner/worker',
  'site/offline/worker',
  'site',
  '.',
];

const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
const broken = realms.filter((realm) => {
  const { status } = spawnSync(process.execPath, [join(typescript, 'bin/tsc'), '-p', realm], { stdio: 'inherit' });
  return status !== 0;
});

if (broken.length > 0) {
  console.error(`Type errors in: ${broken.join(', ')}. To check one realm: npx tsc -p ${broken[0]}`);
  process.exit(1);
}
console.log(`No type errors in ${realms.length} realms: ${realms.join(', ')}`);
