// questions.md: a lesson's "Check yourself". One question a heading, with options to tick or to work out, and the why.
import type { MarkdownIt, Token } from 'markdown-it';
import { type ChoiceOption, renderChoice } from './choice.ts';
import type { Environment, Library } from './environment.ts';
import { nextId } from './environment.ts';
import type { Markdown, SourceText } from './markdown.ts';
import { watchIt } from './predict-block.ts';
import type { Problems } from './problems.ts';

/** @returns the questions one after another */
export function renderQuestions(markdown: Markdown, source: SourceText, library: Library, problems: Problems): string {
  const { tokens, environment } = markdown.parse(source, library, problems);
  const [before, ...questions] = cut(tokens);
  if (before !== undefined && before.length > 0) {
    report(environment, before[0], 'text before the first question; begin with "## The question"');
  }
  if (questions.length === 0) problems.report(source.file, source.firstLine, 'no question; write "## The question"');
  return questions.map((question) => renderQuestion(markdown.md, question, environment)).join('');
}

/** What comes before the first second-level heading, then what each of them begins. */
function cut(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const pieces: Token[][] = [[]];
  for (const token of tokens) {
    // The anchor's wrapper opens just before the heading.
    const isWrapper = token.type === 'html_block' && token.content === '<div class="heading">\n';
    if (isWrapper && tokens[tokens.indexOf(token) + 1]?.tag === 'h2') pieces.push([]);
    pieces.at(-1)?.push(token);
  }
  return pieces;
}

function renderQuestion(md: MarkdownIt, tokens: readonly Token[], environment: Environment): string {
  const render = (part: readonly Token[]): string => md.renderer.render([...part], md.options, environment);
  const headingEnd = tokens.findIndex(({ type, content }) => type === 'html_block' && content === '</div>\n') + 1;
  const heading = tokens.slice(0, headingEnd);
  const open = heading.find(({ type }) => type === 'heading_open');
  const question = heading.find(({ type }) => type === 'inline')?.content ?? '';
  const rest = tokens.slice(headingEnd);

  const answers = findAnswers(md, rest, environment);
  if (answers === undefined) {
    report(environment, open, `"${question}" has no options; add a list of - [x] and - [ ], or an \`\`\`ask block`);
    return '';
  }
  const { options, before, after, watch } = answers;
  if (options.length > 0 && !options.some(({ isRight }) => isRight)) {
    report(environment, open, `no option of "${question}" is right; mark one with [x]`);
  }
  if (options.length === 1) report(environment, open, `"${question}" has one option only; add a wrong one`);
  if (!after.some(({ type }) => type === 'inline')) {
    report(environment, open, `"${question}" has no explanation; add a paragraph after the options`);
  }
  for (const token of heading) if (token.tag === 'h2') token.tag = 'h3';
  return renderChoice({
    kind: 'question',
    question,
    labelId: String(open?.attrGet('id') ?? nextId(environment, 'choice')),
    aboveHtml: render(heading) + render(before),
    options,
    whyHtml: `<div class="why">${render(after)}</div>${watch}`,
  });
}

interface Answers {
  readonly options: readonly ChoiceOption[];
  readonly before: readonly Token[];
  readonly after: readonly Token[];
  readonly watch: string;
}

function findAnswers(md: MarkdownIt, tokens: readonly Token[], environment: Environment): Answers | undefined {
  const ask = tokens.findIndex(({ type }) => type === 'ask_block');
  const token = tokens[ask];
  if (token !== undefined) {
    const asked = environment.asks.get(token)?.();
    return {
      options: asked?.options ?? [],
      before: tokens.slice(0, ask),
      after: tokens.slice(ask + 1),
      watch: asked === undefined ? '' : watchIt(asked.scene, environment),
    };
  }
  const list = tokens.findIndex(
    ({ type, level }, index) =>
      type === 'bullet_list_open' && level === 0 && /^\[[ xX]\] /.test(firstText(tokens, index)),
  );
  if (list < 0) return undefined;
  const end = tokens.findIndex(({ type, level }, index) => index > list && type === 'bullet_list_close' && level === 0);
  return {
    options: tokens
      .slice(list, end)
      .filter(({ type, level }) => type === 'inline' && level === 3)
      .map((inline) => tickedOption(md, inline, environment)),
    before: tokens.slice(0, list),
    after: tokens.slice(end + 1),
    watch: '',
  };
}

const firstText = (tokens: readonly Token[], from: number): string =>
  tokens.slice(from).find(({ type }) => type === 'inline')?.content ?? '';

function tickedOption(md: MarkdownIt, inline: Token, environment: Environment): ChoiceOption {
  const mark = /^\[([ xX])\] /.exec(inline.content);
  if (mark === null) report(environment, inline, `"${inline.content}" is not marked; begin it with [x] or [ ]`);
  const children = inline.children ?? [];
  const first = children[0];
  if (mark !== null && first !== undefined) first.content = first.content.slice(mark[0].length);
  return {
    text: inline.content.slice(mark?.[0].length ?? 0),
    html: md.renderer.renderInline(children, md.options, environment),
    isRight: mark !== null && mark[1] !== ' ',
  };
}

function report(environment: Environment, at: Token | undefined, problem: string): void {
  environment.problems.report(environment.file, environment.firstLine + (at?.map?.[0] ?? 0), problem);
}
