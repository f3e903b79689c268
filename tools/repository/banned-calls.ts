// Floor 7. What the simulator may not reach for: a run is decided by its scenario and its seed alone, on every machine.
import { parseSync } from 'vite';
import { walk } from './modules.ts';
import { type Breach, lineAt, matcherOf, type RepositoryFile } from './repository-file.ts';

/** Global name, or member of one, and what takes its place. */
const banned: ReadonlyMap<string, string> = new Map([
  ['Math.random', 'Draw from a seeded stream of simulator/kernel.'],
  ['Date', 'Virtual time is whole milliseconds, read from the clock of simulator/kernel.'],
  ['performance', 'Virtual time is read from the clock of simulator/kernel.'],
  ['crypto', 'Draw from a seeded stream of simulator/kernel.'],
  ['setTimeout', 'Put a callback on the event queue of simulator/kernel.'],
  ['setInterval', 'Put a callback on the event queue of simulator/kernel.'],
  ['setImmediate', 'The turn of the host’s event loop is handed in by whoever runs the simulator.'],
  ['requestAnimationFrame', 'The simulator has no page.'],
]);

const isConcerned = matcherOf(['simulator/**/*.ts']);
const isTest = matcherOf(['**/*.test.ts']);

export function bannedCalls(files: readonly RepositoryFile[]): readonly Breach[] {
  return files.filter(({ path }) => isConcerned(path) && !isTest(path)).flatMap(breachesIn);
}

function breachesIn({ path, text }: RepositoryFile): readonly Breach[] {
  const breaches: Breach[] = [];
  walk(parseSync(path, text).program, (node, parent, key) => {
    if (node.type !== 'Identifier') return;
    const isNameOfMember =
      (key === 'property' && parent?.type === 'MemberExpression' && !parent.computed) ||
      (key === 'key' && parent !== undefined && 'computed' in parent && !parent.computed);
    const isType = parent?.type.startsWith('TS') === true && key !== 'expression';
    if (isNameOfMember || isType) return;
    const member =
      parent?.type === 'MemberExpression' && key === 'object' && parent.property.type === 'Identifier'
        ? `${node.name}.${parent.property.name}`
        : node.name;
    const name = banned.has(member) ? member : node.name;
    const instead = banned.get(name);
    if (instead !== undefined) {
      breaches.push({ file: path, line: lineAt(text, node.start), problem: `uses ${name}. ${instead}` });
    }
  });
  return breaches;
}
