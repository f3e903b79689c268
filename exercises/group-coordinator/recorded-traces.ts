// Floor 6. Reads recorded traces of a coordinator. A trace begins with `# ID INITIAL_DELAY_MS TITLE`; a line is a step:
// `NUMBER AT_MS REQUEST = ANSWER | NUMBER AT_MS ANSWER`, the latter for answers to earlier steps. `...`: not yet. `time`: nothing but time passes.

/** An answer in words that can be compared: `g1 m1 m1 m1:foo`, `ok A1`, `UNKNOWN_MEMBER_ID`. */
export interface Answered {
  /** Of the request. */
  readonly step: number;
  readonly atMs: number;
  readonly answer: string;
}

export interface Step {
  readonly step: number;
  readonly atMs: number;
  /** `join m1 foo 10000 30000`: id, metadata, session and rebalance timeout. `sync m1 1 m1:A1`, `heartbeat m1 1`, `leave m1`, `time`. */
  readonly request: readonly string[];
  /** All answers that were given in this step. */
  readonly answers: readonly Answered[];
}

export interface RecordedTrace {
  readonly id: string;
  readonly title: string;
  readonly initialRebalanceDelayMs: number;
  readonly steps: readonly Step[];
}

export function readTraces(text: string): readonly RecordedTrace[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.trim().split('\n');
      const [, id = '', delay = '', title = ''] = /^(\S+) (\d+) (.*)$/.exec(head) ?? [];
      return { id, title, initialRebalanceDelayMs: Number(delay), steps: lines.map(readStep) };
    });
}

function readStep(line: string): Step {
  const [own = '', ...later] = line.split(' | ');
  const [asked = '', answer] = own.split(' = ');
  const [step, atMs, ...request] = asked.split(' ');
  const answers = later.map((each): Answered => {
    const [number, at, ...words] = each.split(' ');
    return { step: Number(number), atMs: Number(at), answer: words.join(' ') };
  });
  if (answer !== undefined && answer !== '...') {
    answers.unshift({ step: Number(step), atMs: Number(atMs), answer });
  }
  return { step: Number(step), atMs: Number(atMs), request, answers };
}
