// Floor 7. Carries out one line of the terminal on a live cluster, and completes what is being typed. Where the cluster lives; knows no terminal.
import type { SimulatedCluster } from 'simulator';
import { LineError, readLine } from './command-line.ts';
import { consoleProducer, type Producing, startProducing } from './console-producer.ts';
import { consumerGroups } from './consumer-groups.ts';
import { nearest } from './nearest.ts';
import { helpOf, readOptions, UsageError } from './options.ts';
import { out, type Printed, type PrintedLine, type Tool } from './tool.ts';
import { topics } from './topics.ts';

const tools: readonly Tool[] = [consumerGroups, topics];
const everyTool = [...tools, consoleProducer] as const;
/** Words of the terminal itself, which its page carries out. */
const ownWords = ['help', 'clear', 'history'] as const;

export interface Executed extends Printed {
  /** From now on lines are records, until Ctrl+D. */
  readonly producing: Producing | undefined;
}

export function execute(line: string, cluster: SimulatedCluster): Executed {
  try {
    const { words, grep } = readLine(line);
    const [word, ...rest] = words;
    if (word === undefined) return nothing;
    const { lines, events, producing } = executeWords(word, rest, cluster);
    return { lines: lines.filter((each) => each.stream === 'stderr' || matches(each, grep)), events, producing };
  } catch (error) {
    if (error instanceof LineError || error instanceof UsageError) return complaint(error.message);
    throw error;
  }
}

const nothing: Executed = { lines: [], events: [], producing: undefined };
const complaint = (...texts: readonly string[]): Executed => ({
  ...nothing,
  lines: texts.map((text) => ({ stream: 'stderr', text })),
});

function executeWords(word: string, rest: readonly string[], cluster: SimulatedCluster): Executed {
  if (word === 'help') return { ...nothing, lines: out(...overview) };
  const name = word.replace(/^(\.\/)?(bin\/)?/, '').replace(/\.sh$/, '');
  const tool = everyTool.find((each) => each.name === name);
  if (tool === undefined) {
    const known = nearest(name, [...everyTool.map((each) => each.name), ...ownWords]);
    return complaint(`${word}: command not found.${known === undefined ? ' Type help.' : ` Did you mean ${known}?`}`);
  }
  if (rest.includes('--help')) return { ...nothing, lines: out(...helpOf(tool.about, tool.options)) };
  if (rest.includes('--version')) return { ...nothing, lines: out('4.0.0 (simulated)') };
  if (rest.length === 0) return complaint(...helpOf(tool.about, tool.options));
  try {
    const options = readOptions(tool.options, rest);
    if (!('run' in tool)) {
      const names = cluster.topics.map(({ topic }) => topic);
      return { ...nothing, producing: startProducing(options, names) };
    }
    return { ...tool.run(options, cluster), producing: undefined };
  } catch (error) {
    if (error instanceof UsageError) return complaint(error.message, `Options: ${tool.name} --help`);
    throw error;
  }
}

function matches({ text }: PrintedLine, grep: ReturnType<typeof readLine>['grep']): boolean {
  if (grep === undefined) return true;
  const fold = (each: string): string => (grep.ignoresCase ? each.toLowerCase() : each);
  return fold(text).includes(fold(grep.text)) !== grep.isInverted;
}

const overview = [
  ...everyTool.map(({ name, about }) => `${`${name}.sh`.padEnd(28)}${about}`),
  '',
  'Each knows --help. Tab completes, the arrows bring earlier lines back, | grep WORD picks lines.',
  'clear empties the screen, history lists what was typed.',
];

export interface Names {
  readonly topics: readonly string[];
  readonly groups: readonly string[];
}

export interface Completion {
  /** What stands before the cursor from here on is replaced. */
  readonly from: number;
  readonly words: readonly string[];
}

/** What the word before the cursor may become. */
export function complete(line: string, cursor: number, names: Names): Completion {
  const before = line.slice(0, cursor);
  const from = before.search(/\S*$/);
  const written = before.slice(from);
  const earlier = before.slice(0, from).trim().split(/\s+/).filter(Boolean);
  const starting = (words: readonly string[]): Completion => ({
    from,
    words: words.filter((word) => word.startsWith(written)),
  });
  const [command] = earlier;
  if (command === undefined) return starting([...everyTool.map(({ name }) => `${name}.sh`), ...ownWords]);
  const tool = everyTool.find(({ name }) => name === command.replace(/^(\.\/)?(bin\/)?/, '').replace(/\.sh$/, ''));
  if (tool === undefined) return { from, words: [] };
  switch (earlier.at(-1)) {
    case '--group':
      return starting(names.groups);
    case '--topic':
      return starting(names.topics);
    case '--bootstrap-server':
      return starting(['localhost:9092']);
    case '--property':
    case '--reader-property':
      return starting(['parse.key=true', 'key.separator=:']);
    default:
      return starting([...tool.options.map(({ name }) => `--${name}`), '--help']);
  }
}
