// interview.md: the questions of an interview on one lesson. Cut into cards and checked here, before anything is rendered, so that the list
// of all questions costs no scene. Floor 7; knows no page.
import MarkdownItClass, { type Token } from 'markdown-it';
import * as v from 'valibot';
import { languageOf } from '../markdown/code.ts';
import { slugOf } from '../markdown/environment.ts';
import type { Problems } from '../markdown/problems.ts';
import { readYaml, type YamlContent } from '../markdown/yaml.ts';

export const difficulties = ['mid', 'senior', 'staff'] as const;
export type Difficulty = (typeof difficulties)[number];

/** The five follow-up questions that the course answers at length, each with a scene. */
const followUps = [
  'crash-mid-rebalance',
  'static-membership',
  'range-against-cooperative-sticky',
  'poll-interval-too-low',
  'always-too-slow',
] as const;

const sentence = (what: string) => v.pipe(v.string(what), v.trim(), v.nonEmpty(what));

const cardSchema = v.strictObject({
  difficulty: v.picklist(difficulties, `write one of ${difficulties.join(', ')}`),
  strong: sentence('write in one or two sentences what a strong answer contains'),
  adequate: sentence('write in one or two sentences what an adequate answer contains'),
  weak: sentence('write in one or two sentences what a weak answer contains'),
  next: v.pipe(
    v.array(sentence('write a question'), 'write a list of one to three questions'),
    v.minLength(1, 'write one to three questions that an interviewer asks next'),
    v.maxLength(3, 'keep the three best'),
  ),
  followUp: v.optional(v.picklist(followUps, `write one of ${followUps.join(', ')}`)),
});

export type CardHead = v.InferOutput<typeof cardSchema>;

export interface CardText {
  /** Of the heading, unique in its file: the card's address on its page, and the last part of its id. */
  readonly slug: string;
  /** As Markdown. */
  readonly question: string;
  /** Without markup. */
  readonly plainQuestion: string;
  readonly questionLine: number;
  readonly head: YamlContent<CardHead>;
  /** The model answer, as Markdown. */
  readonly answer: string;
  readonly answerLine: number;
}

/** @param file from the project's root; @returns the cards that could be read; what is wrong with the others was reported */
export function readCards(file: string, text: string, problems: Problems): readonly CardText[] {
  const lines = text.split('\n');
  const tokens = outline.parse(text, {});
  const starts = tokens.flatMap(({ type, tag, level }, at) =>
    type === 'heading_open' && tag === 'h2' && level === 0 ? [at] : [],
  );
  const before = tokens[0];
  if (before !== undefined && starts[0] !== 0) {
    problems.report(file, lineOf(before), 'text before the first question; begin with "## The question"');
  }
  if (starts.length === 0) problems.report(file, 1, 'no question; write "## The question"');
  const taken = new Map<string, number>();
  return starts.flatMap((start, index) => {
    const next = tokens[starts[index + 1] ?? tokens.length];
    const end = next?.map?.[0] ?? lines.length;
    const card = readCard({ file, lines, end, problems }, tokens.slice(start, starts[index + 1]));
    if (card === undefined) return [];
    const other = taken.get(card.slug);
    if (other !== undefined) {
      problems.report(
        file,
        card.questionLine,
        `the question stands here a second time, after line ${other}; reword one`,
      );
      return [];
    }
    taken.set(card.slug, card.questionLine);
    return [card];
  });
}

const outline = new MarkdownItClass();

interface CardPlace {
  readonly file: string;
  readonly lines: readonly string[];
  /** The line, counted from 0, of the next card. */
  readonly end: number;
  readonly problems: Problems;
}

function readCard({ file, lines, end, problems }: CardPlace, tokens: readonly Token[]): CardText | undefined {
  const inline = tokens[1];
  const questionLine = lineOf(tokens[0]);
  const question = inline?.content ?? '';
  const plainQuestion = (inline?.children ?? []).map(({ content }) => content).join('');
  const report = (line: number, problem: string): undefined => problems.report(file, line, problem) as undefined;
  const slug = slugOf(plainQuestion);
  if (slug === '') return report(questionLine, 'the heading has no words; write the question');
  const fence = tokens[3];
  if (fence === undefined || !isCardFence(fence)) {
    return report(questionLine, `"${plainQuestion}" has no card; write a fence \`\`\`card right under the question`);
  }
  for (const token of tokens.slice(4)) {
    if (isCardFence(token)) report(lineOf(token), 'a second ```card under one question; begin the next with "##"');
  }
  const head = readYaml(cardSchema, fence.content, { file, firstLine: lineOf(fence) + 1 }, problems);
  const answerStart = fence.map?.[1] ?? end;
  const answer = lines.slice(answerStart, end).join('\n');
  if (tokens.length === 4)
    return report(questionLine, `"${plainQuestion}" has no model answer; write it under the card`);
  if (head === undefined) return undefined;
  if (head.value.followUp !== undefined && !tokens.some(isSceneFence)) {
    return report(
      head.lineOf(['followUp']),
      'a follow-up question is answered by a running group; add a ```scene with `expect` to the answer',
    );
  }
  return { slug, question, plainQuestion, questionLine, head, answer, answerLine: answerStart + 1 };
}

const isCardFence = ({ type, info }: Token): boolean => type === 'fence' && languageOf(info) === 'card';
const isSceneFence = ({ type, info, content }: Token): boolean =>
  type === 'fence' && languageOf(info) === 'scene' && /^expect:/m.test(content);

const lineOf = (token: Token | undefined): number => (token?.map?.[0] ?? 0) + 1;
