// Floor 7. Type-checks the TypeScript tabs of the lessons against `kafka`. What a tab leaves to the application (`database`, `handle`) may be
// anything; what begins with a capital letter has to exist.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Tab } from './tabs.ts';

interface Complaint {
  readonly tab: number;
  /** In the file that was checked, from 1. */
  readonly line: number;
  readonly message: string;
}

const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

/**
 * @param folder where what is checked is written; what stands there is thrown away
 * @returns a line for each mistake, `lessons/x/lesson.md:12: Property 'comit' does not exist...`
 */
export function mistakesInTypeScript(root: string, folder: string, tabs: readonly Tab[]): readonly string[] {
  const exported = namesExportedBy(readFileSync(join(root, 'simulator/kafka.ts'), 'utf8'));
  const check = (prologues: readonly string[]) =>
    compile(
      root,
      folder,
      // The prologue is one line, so that the code begins in the second.
      tabs.map(({ code }, index) => `${prologues[index]} export async function tab() {\n${code}\n}\n`),
    );
  const missing = tabs.map(() => new Set<string>());
  for (const { tab, message } of check(tabs.map(() => ''))) {
    const [, name] = /^Cannot find name '([A-Za-z]\w*)'/.exec(message) ?? [];
    if (name !== undefined) missing[tab]?.add(name);
  }
  const prologues = missing.map((names) =>
    [...names].map((name) => prologueOf(name, exported, root, folder)).join(' '),
  );
  return check(prologues).map(({ tab, line, message }) => {
    const { file, line: first } = tabs[tab] ?? { file: '', line: 1 };
    return `${file}:${first + line - 2}: ${message}`;
  });
}

function prologueOf(name: string, exported: ReadonlySet<string>, root: string, folder: string): string {
  if (exported.has(name)) return `import { ${name} } from 'kafka';`;
  // A class that an exercise asks for: RangeAssignor is in solutions/range-assignor.
  const answer = join(root, 'solutions', name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase(), 'answer.ts');
  if (/^[A-Z]/.test(name) && existsSync(answer)) return `import { ${name} } from '${relative(folder, answer)}';`;
  if (name === 'consumer') return `declare const consumer: import('kafka').KafkaConsumer;`;
  return /^[a-z]/.test(name) ? `declare const ${name}: any;` : '';
}

function namesExportedBy(source: string): ReadonlySet<string> {
  const lists = [...source.matchAll(/export (?:type )?\{([^}]*)\}/g)].map(([, list = '']) => list);
  return new Set(
    lists.flatMap((list) => [...list.matchAll(/\b(?:type )?(\w+)\s*(?:,|$)/g)].map(([, name = '']) => name)),
  );
}

function compile(root: string, folder: string, sources: readonly string[]): readonly Complaint[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, source] of sources.entries()) writeFileSync(join(folder, `${index}.ts`), source);
  const config = {
    extends: relative(folder, join(root, 'tsconfig.base.json')),
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, verbatimModuleSyntax: false },
    include: ['*.ts', relative(folder, join(root, 'simulator/ambient.d.ts'))],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const complaints: Complaint[] = [];
  for (const text of stdout.split('\n')) {
    const [, tab, line, message = ''] = /^(\d+)\.ts\((\d+),\d+\): error TS\d+: (.*)$/.exec(text) ?? [];
    if (tab !== undefined) complaints.push({ tab: Number(tab), line: Number(line), message });
    else if (text.includes('error TS')) throw new Error(`The tabs could not be checked: ${text}`);
  }
  if (stderr !== '') throw new Error(`The tabs could not be checked: ${stderr}`);
  return complaints;
}
