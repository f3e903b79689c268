// Floor 7. Compiles Java snippets with the real kafka-clients. The jars come by Maven, from wherever the reader's settings.xml says.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CannotTell, runTool } from './run-tool.ts';
import type { Tab } from './tabs.ts';
import { classNameOf, type Problem, problemsOf, wrapJava } from './wrap-java.ts';

/** What a snippet is compiled with, by Maven's coordinates. */
const artifacts = ['org.apache.kafka:kafka-clients:4.1.1', 'org.slf4j:slf4j-api:1.7.36'] as const;
const surroundings = fileURLToPath(new URL('Surroundings.java', import.meta.url));

/** @param cache a folder that may be thrown away; @throws CannotTell when Maven or javac is missing, or gives nothing */
export function checkJava(snippets: readonly Tab[], cache: string): readonly Problem[] {
  const jars = artifacts.map((artifact) => jarOf(artifact, join(cache, 'jars')));
  const folder = join(cache, 'java');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(surroundings, join(folder, basename(surroundings)));
  const files = snippets.map((snippet, index) => {
    const file = join(folder, `${classNameOf(index)}.java`);
    writeFileSync(file, wrapJava(snippet, index));
    return file;
  });
  const { isGood, output } = runTool(
    'javac',
    [
      '-proc:none',
      '-Xmaxerrs',
      '1000',
      '-d',
      join(folder, 'out'),
      '-cp',
      jars.join(delimiter),
      join(folder, basename(surroundings)),
      ...files,
    ],
    'install a JDK, 17 or newer.',
  );
  const problems = problemsOf(output, snippets);
  if (!isGood && problems.length === 0) throw new CannotTell(`javac failed:\n${output}`);
  return problems;
}

function jarOf(artifact: string, folder: string): string {
  const [, name, version] = artifact.split(':');
  const jar = join(folder, `${name}-${version}.jar`);
  if (existsSync(jar)) return jar;
  const { isGood, output } = runTool(
    'mvn',
    ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`],
    'install Maven.',
  );
  if (!isGood || !existsSync(jar)) throw new CannotTell(`Maven did not fetch ${artifact}:\n${output}`);
  return jar;
}
