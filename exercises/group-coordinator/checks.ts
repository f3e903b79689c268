// Floor 6. Holds a coordinator to a recorded trace, step by step: each answer, and the time at which it is given.
import { type CoordinatorClass, Group, type Reply } from './group';
import type { Answered, RecordedTrace, Step } from './recorded-traces';

export function problemOfTrace(Class: CoordinatorClass, trace: RecordedTrace): string | undefined {
  const group = new Group(Class, trace.initialRebalanceDelayMs);
  for (const [index, step] of trace.steps.entries()) {
    group.advanceTo(step.atMs);
    group.send(step.step, step.request);
    const came = group.takeReplies();
    const problem = differenceIn(trace, step, came);
    if (problem === undefined) continue;
    const before = trace.steps.slice(Math.max(0, index - 5), index + 1).map((each) => told(each));
    return `${problem} The steps up to there, as Kafka answered them:\n${before.join('\n')}`;
  }
  return undefined;
}

function differenceIn(trace: RecordedTrace, step: Step, came: readonly Reply[]): string | undefined {
  const expected = [...step.answers].sort((a, b) => a.step - b.step);
  for (const { step: number, atMs, answer } of expected) {
    const reply = came.find((each) => each.number === number);
    const question = questionOf(trace, number);
    if (reply === undefined)
      return `${question} is answered at ${inMs(atMs)}: ${inWords(answer)}. Yours was not answered by ${inMs(step.atMs)}.`;
    if (reply.answer !== answer)
      return `${question} is answered at ${inMs(atMs)}: ${inWords(answer)}. Yours was answered: ${inWords(reply.answer)}.`;
    if (reply.atMs !== atMs) return `${question} is answered at ${inMs(atMs)}, yours at ${inMs(reply.atMs)}.`;
  }
  const extra =
    came.find(({ number }) => !expected.some(({ step: known }) => known === number)) ?? came[expected.length];
  if (extra === undefined) return undefined;
  return `${questionOf(trace, extra.number)} is not answered yet at ${inMs(extra.atMs)}. Yours was answered: ${inWords(extra.answer)}.`;
}

function questionOf(trace: RecordedTrace, number: number): string {
  const step = trace.steps.find((each) => each.step === number);
  return step === undefined ? `Step ${number}` : asked(step);
}

function told(step: Step): string {
  const own = step.answers.find((each) => each.step === step.step);
  const later = step.answers.filter((each) => each !== own);
  if (step.request[0] === 'time' && later.length === 0) return `Time passes to ${inMs(step.atMs)}.`;
  const first =
    step.request[0] === 'time'
      ? `Time passes to ${inMs(step.atMs)}`
      : `${asked(step)}: ${own === undefined ? 'no answer yet' : inWords(own.answer)}`;
  return [first, ...later.map(laterAnswer)].join('; ').concat('.');
}

function laterAnswer({ step, atMs, answer }: Answered): string {
  return `then request ${step} is answered at ${inMs(atMs)}: ${inWords(answer)}`;
}

function asked({ step, atMs, request }: Step): string {
  const [what, memberId = '-', ...more] = request;
  const who = memberId === '-' ? 'somebody without an id' : memberId;
  const names: Readonly<Record<string, string>> = {
    join: `JoinGroup of ${who} (${more[0]}, session ${more[1]} ms, rebalance ${more[2]} ms)`,
    sync: `SyncGroup of ${who} in generation ${more[0]}${more[1] === '-' ? '' : ` with assignments ${more[1]}`}`,
    heartbeat: `Heartbeat of ${who} in generation ${more[0]}`,
    leave: `LeaveGroup of ${who}`,
  };
  return `Request ${step}, ${names[what ?? ''] ?? what} at ${inMs(atMs)}`;
}

export function inWords(answer: string): string {
  const [first = '', ...more] = answer.split(' ');
  if (/^g-?\d+$/.test(first) && more.length === 3) {
    const [memberId, leader, members] = more;
    return `member ${memberId} of generation ${first.slice(1)}, leader ${leader}, members ${members === '-' ? 'none' : members}`;
  }
  if (first === 'ok') return more[0] === '-' ? 'an empty assignment' : `assignment ${more.join(' ')}`;
  return answer;
}

export function inMs(ms: number): string {
  return `${ms.toLocaleString('en-US')} ms`;
}
