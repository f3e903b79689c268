// Floor 7. Holds Python snippets against the real packages, which pip installs into an environment of their own. check_python.py says how.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { CannotTell, runTool } from './run-tool.ts';
import type { Tab } from './tabs.ts';
import type { Problem } from './wrap-java.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const missing = 'install Python 3.9 or newer.';
const report = v.array(v.object({ file: v.string(), line: v.number(), says: v.string() }));

/** @param cache a folder that may be thrown away; @throws CannotTell when Python is missing, or the packages cannot be installed */
export function checkPython(snippets: readonly Tab[], cache: string): readonly Problem[] {
  const python = pythonWithPackages(join(cache, 'python'));
  const { isGood, output } = runTool(python, [here('check_python.py')], missing, JSON.stringify(snippets));
  if (!isGood) throw new CannotTell(`check_python.py failed:\n${output}`);
  return v.parse(report, JSON.parse(output));
}

function pythonWithPackages(folder: string): string {
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const requirements = readFileSync(here('requirements.txt'), 'utf8');
  const installed = join(folder, 'installed.txt');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === requirements) return python;
  mkdirSync(folder, { recursive: true });
  for (const [command, args] of [
    ['python3', ['-m', 'venv', folder]],
    [python, ['-m', 'pip', 'install', '--quiet', '-r', here('requirements.txt')]],
  ] as const) {
    const { isGood, output } = runTool(command, args, missing);
    if (!isGood) throw new CannotTell(`${command} ${args.join(' ')} failed:\n${output}`);
  }
  writeFileSync(installed, requirements);
  return python;
}
