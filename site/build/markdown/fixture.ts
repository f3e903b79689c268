// For the tests beside it: renders a text as a lesson's, and tells what was wrong as `line: problem`.
import type { Library } from './environment.ts';
import { createMarkdown } from './markdown.ts';
import { Problems } from './problems.ts';
import { renderQuestions } from './questions.ts';
import { stage } from './stage.ts';

const markdown = await createMarkdown({ headingLinks: true });

/** Two consumers of four partitions; the second joins at 10 s. Times are those of a run without load. */
export const joining = `
for: 20s
topics: { orders: 4 }
groups: { billing: { topics: [orders] } }
consumers:
  c1: { group: billing }
  c2: { group: billing, start: 10s }`;

const scenarioFiles = new Map([
  ['lessons/range/joining.yaml', joining],
  ['lessons/range/broken.yaml', joining.replace('group: billing, start', 'group: biling, start')],
]);

const library: Library = {
  glossary: new Map([['leader', { term: 'group leader', text: 'The member that runs `assign`.' }]]),
  stage,
  scenarioFile: (file) => scenarioFiles.get(file),
  scenarioFiles: () => [...scenarioFiles.keys()],
  resolve: (from, href) =>
    href.startsWith('../known/') ? { href: `../../lessons/known/` } : { problem: `${from} may not link to "${href}"` },
};

interface Outcome {
  readonly html: string;
  /** `line: problem`, in the order of reporting. */
  readonly problems: readonly string[];
}

/** Line 1 is the text's first line. */
export function renderText(text: string, idPrefix = ''): Outcome {
  const source = { file: 'lessons/range/lesson.md', text, firstLine: 1, idPrefix, scenes: new Map() };
  return outcome((problems) => markdown.render(source, library, problems).html);
}

export function renderQuiz(text: string): Outcome {
  const source = { file: 'lessons/range/questions.md', text, firstLine: 1, idPrefix: 'question-', scenes: new Map() };
  return outcome((problems) => renderQuestions(markdown, source, library, problems));
}

function outcome(render: (problems: Problems) => string): Outcome {
  const problems = new Problems();
  const html = render(problems);
  return { html, problems: problems.list.map(({ at, problem }) => `${at?.line}: ${problem}`) };
}

/** A block of YAML in a fence. */
export const block = (name: string, yaml: string): string => `\`\`\`${name}\n${yaml.trim()}\n\`\`\`\n`;

/** Seven partitions, three members: c1 owns 0 to 2, c2 owns 3 and 4, c3 owns 5 and 6. */
export const seven = `
assignor: range
topics: {orders: 7}
members:
  c1: [orders]
  c2: [orders]
  c3: [orders]`;
