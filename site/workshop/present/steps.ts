// Floor 7. Cuts a lesson into what is revealed step by step: which blocks are seen at each, which of them is new, which notes belong to it.
// Pure: knows blocks by their kind and length, not by their markup.

/** What stands in a lesson, in its order. */
export type Block =
  /** `level`: 2 begins a section of the lesson, 3 a part of one. */
  | { readonly kind: 'heading'; readonly title: string; readonly level: 2 | 3 }
  /** A paragraph, a list, a callout. */
  | { readonly kind: 'text'; readonly words: number }
  /** What needs the screen for itself: a scene, a board, a table, code. */
  | { readonly kind: 'figure' }
  /** A question, whose answer is a step of its own. */
  | { readonly kind: 'predict' }
  /** For the speaker alone. */
  | { readonly kind: 'notes' };

export interface Step {
  /** Of the section that the blocks stand in; nothing before the first. */
  readonly section: string;
  /** Indexes of the blocks that are seen, in their order; the last of them is new. */
  readonly seen: readonly number[];
  /** How many of `seen`, from the end, are new. At an answer there is none. */
  readonly fresh: number;
  /** The last block is a question, and its answer is shown. */
  readonly isAnswer: boolean;
  /** Index of the notes that belong to it. */
  readonly notes: number | undefined;
}

/** In words: what is read from the last row. A block that is longer has the screen for itself. */
const wordsAScreen = 95;
/** In words: what is shorter is no step of its own, but comes with what follows it. */
const wordsAStep = 14;

export function stepsOf(blocks: readonly Block[]): readonly Step[] {
  const steps: Step[] = [];
  let section = '';
  let notes: number | undefined;
  /** What is seen, what of it waits to be shown with the next, and how many words it has. */
  let screen: { seen: number[]; waiting: number; words: number } = { seen: [], waiting: 0, words: 0 };
  const add = (isAnswer = false): void => {
    steps.push({ section, seen: [...screen.seen], fresh: isAnswer ? 0 : screen.waiting, isAnswer, notes });
    screen.waiting = 0;
  };
  const flush = (): void => {
    if (screen.waiting > 0) add();
  };
  const open = (): void => {
    flush();
    screen = { seen: [], waiting: 0, words: 0 };
  };
  blocks.forEach((block, at) => {
    if (block.kind === 'notes') {
      notes = at;
      return;
    }
    if (block.kind === 'heading') {
      open();
      section = block.title;
      if (block.level === 2) notes = undefined;
    } else if (block.kind !== 'text' || screen.words + block.words > wordsAScreen) {
      // A heading, and a short line that leads to this block, stay with it.
      const isLed = screen.waiting > 0 && screen.waiting === screen.seen.length && screen.words <= wordsAStep;
      if (!isLed) open();
    }
    screen.seen.push(at);
    screen.waiting += 1;
    if (block.kind === 'heading') return;
    if (block.kind === 'text') {
      screen.words += block.words;
      if (block.words > wordsAStep) add();
      return;
    }
    add();
    if (block.kind === 'predict') add(true);
    open();
  });
  flush();
  return steps;
}
