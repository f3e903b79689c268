// Floor 7. `npm run check:snippets`: the Java and Python tabs of the lessons, held against the real clients. Java is compiled
// with kafka-clients, which Maven fetches; Python is held against kafka-python and confluent-kafka, which pip installs. Both go by your own
// settings of Maven and pip, into node_modules/.cache. Exit 0: all is well. 1: a snippet is wrong. 2: something is missing to tell.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkJava } from './check-java.ts';
import { checkPython } from './check-python.ts';
import { CannotTell } from './run-tool.ts';
import { readTabs } from './tabs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache/snippets');

const tabs = readTabs(root);
const java = tabs.filter(({ language }) => language === 'java');
const python = tabs.filter(({ language }) => language === 'python');

try {
  const problems = [...checkJava(java, cache), ...checkPython(python, cache)];
  for (const { file, line, says } of problems) console.error(`${file}:${line}: ${says}`);
  const checked = `${java.length} Java and ${python.length} Python snippets`;
  console.log(
    problems.length === 0 ? `${checked} agree with the real clients.` : `${checked}: ${problems.length} problems.`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof CannotTell)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
