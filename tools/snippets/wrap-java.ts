// Floor 7. Makes a compilable Java file of a snippet, and finds the lesson's line of what the compiler says about it. Runs nothing.
import type { Tab } from './tabs.ts';

export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly says: string;
}

/** What a reader's editor would import for the names in a lesson. */
const imports = [
  'java.nio.ByteBuffer',
  'java.nio.charset.StandardCharsets',
  'java.sql.*',
  'java.time.Duration',
  'java.util.*',
  'java.util.concurrent.*',
  'org.apache.kafka.clients.CommonClientConfigs',
  'org.apache.kafka.clients.admin.*',
  'org.apache.kafka.clients.consumer.*',
  'org.apache.kafka.clients.consumer.internals.AbstractPartitionAssignor',
  'org.apache.kafka.clients.producer.*',
  'org.apache.kafka.common.*',
  'org.apache.kafka.common.config.ConfigException',
  'org.apache.kafka.common.errors.*',
  'org.apache.kafka.common.serialization.*',
].map((name) => `import ${name};`);

/** `Snippet3`: the class, and the file, of the snippet at this place. */
export function classNameOf(index: number): string {
  return `Snippet${index + 1}`;
}

/** Types stand in the class as they are; statements stand in a method, which may throw whatever it likes. */
export function wrapJava({ code }: Tab, index: number): string {
  const head = `abstract class ${classNameOf(index)} extends Surroundings {${isType(code) ? '' : ' void run() throws Exception {'}`;
  return [...imports, head, code, isType(code) ? '}' : '} }', ''].join('\n');
}

/** @param output what javac printed: `.../Snippet3.java:17: error: cannot find symbol`, followed by lines that explain */
export function problemsOf(output: string, snippets: readonly Tab[]): readonly Problem[] {
  const problems: { file: string; line: number; says: string }[] = [];
  for (const text of output.split(/\r?\n/)) {
    const [, name, line, says] = /([^/\\]+)\.java:(\d+): error: (.*)$/.exec(text) ?? [];
    const index = snippets.findIndex((_, at) => classNameOf(at) === name);
    const snippet = snippets[index];
    const last = problems.at(-1);
    if (says === undefined) {
      // The name that was not found stands below the message.
      if (last !== undefined && /^\s+(symbol|location):/.test(text))
        last.says += `; ${text.trim().replace(/\s+/g, ' ')}`;
    } else if (snippet === undefined) problems.push({ file: `${name}.java`, line: Number(line), says });
    else problems.push({ file: snippet.file, line: snippet.line + Number(line) - imports.length - 2, says });
  }
  return problems;
}

function isType(code: string): boolean {
  const [first = ''] = code.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//'));
  return /^(public |final |abstract |static )*(class|interface|record|enum) /.test(first.trim());
}
