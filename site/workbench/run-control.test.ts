import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StripResult } from '../editor/strip-result.ts';
import type { Exercise } from '../exercise.ts';
import { type Ending, noNotes, type RunReport, type TestOutcome } from '../runner/outcome.ts';
import type { Replay, Runner, RunOptions } from '../runner/page/runner.ts';
import { AUTO_RUN_PAUSE_MS, AutoRun } from './auto-run.ts';
import { RunControl } from './run-control.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const exercise: Exercise = {
  slug: 'range-assignor',
  title: 'Range',
  version: 'v1',
  introHtml: '',
  outroHtml: '',
  rules: [{ id: 'R1', title: 'One', html: '' }],
  starter: '',
  suite: '',
  hintsHtml: [],
  units: { slug: 'range-assignor', units: [], answerExports: [] },
};

const collected = [
  { id: 'R1: a', name: 'R1: a' },
  { id: 'R1: b', name: 'R1: b' },
];

const outcome = (id: string, state: TestOutcome['state']): TestOutcome => ({
  id,
  name: id,
  state,
  durationMs: 1,
  errors: [],
  logs: [],
  logsDropped: 0,
  evidence: undefined,
  notes: noNotes,
});

/** A runner whose runs end when the test says so. */
class ScriptedRunner implements Runner {
  readonly runs: { readonly options: RunOptions; readonly end: (report: RunReport) => void }[] = [];
  readonly prepared: string[] = [];
  cancelled = 0;
  prepare({ code }: { readonly code: string }): void {
    this.prepared.push(code);
  }
  run(_: unknown, options: RunOptions = {}): Promise<RunReport> {
    return new Promise((end) => this.runs.push({ options, end }));
  }
  replay(): Promise<Replay> {
    return new Promise(() => {});
  }
  cancel(): void {
    this.cancelled++;
  }
  dispose(): void {}
}

const reportOf = (outcomes: readonly TestOutcome[], ending: Ending = { kind: 'finished' }): RunReport => ({
  collected,
  outcomes,
  ending,
  logs: [],
  durationMs: 5,
});

function control(strip: () => StripResult = () => ({ kind: 'stripped', source: 's', code: 's' })) {
  const runner = new ScriptedRunner();
  const finished = vi.fn();
  const control = new RunControl({
    exercise,
    runner,
    strip: async () => await strip(),
    onFinished: finished,
    onOutcomes: () => {},
    onTimeline: () => {},
  });
  return { runner, finished, control };
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('a run', () => {
  it('shows its report, selects the first failure and announces it', async () => {
    const { runner, control: one } = control();
    void one.run();
    await settle();
    runner.runs[0]?.end(reportOf([outcome('R1: a', 'pass'), outcome('R1: b', 'fail')]));
    await settle();
    expect(one.selected.value).toBe('R1: b');
    expect(one.announcement.value).toBe('1 of 2 tests pass. First failure: R1: b.');
  });

  it('streams its results once it takes longer than a blink', async () => {
    const { runner, control: one } = control();
    void one.run();
    await settle();
    runner.runs[0]?.options.onCollected?.(collected);
    runner.runs[0]?.options.onOutcome?.(outcome('R1: a', 'pass'));
    expect(one.live.value).toBeUndefined();
    await vi.advanceTimersByTimeAsync(300);
    expect(one.live.value?.outcomes.map(({ id }) => id)).toEqual(['R1: a']);
    runner.runs[0]?.options.onOutcome?.(outcome('R1: b', 'pass'));
    expect(one.live.value?.outcomes).toHaveLength(2);
  });

  it('gives way to a newer one, whose report alone counts', async () => {
    const { runner, control: one, finished } = control();
    void one.run();
    await settle();
    void one.run();
    await settle();
    runner.runs[0]?.end(reportOf([], { kind: 'cancelled' }));
    await settle();
    expect(finished).not.toHaveBeenCalled();
    runner.runs[1]?.end(reportOf([outcome('R1: a', 'pass'), outcome('R1: b', 'pass')]));
    await settle();
    expect(finished).toHaveBeenCalledOnce();
    expect(one.finished.value?.report.ending.kind).toBe('finished');
  });

  it('of one test asks for that test and keeps the others', async () => {
    const { runner, control: one } = control();
    void one.run();
    await settle();
    runner.runs[0]?.end(reportOf([outcome('R1: a', 'pass'), outcome('R1: b', 'fail')]));
    await settle();
    void one.run({ only: 'R1: b' });
    await settle();
    expect(runner.runs[1]?.options.only).toEqual(['R1: b']);
    runner.runs[1]?.end(reportOf([outcome('R1: b', 'pass')]));
    await settle();
    expect(one.finished.value).toMatchObject({ only: 'R1: b' });
    expect(one.finished.value?.report.outcomes.map(({ state }) => state)).toEqual(['pass', 'pass']);
  });

  it('called off says so', async () => {
    const { runner, control: one } = control();
    void one.run();
    await settle();
    one.cancel();
    expect(runner.cancelled).toBe(1);
    expect(one.isRunning.value).toBe(false);
    expect(one.finished.value?.report.ending.kind).toBe('cancelled');
  });
});

describe('a syntax error', () => {
  const broken = (): StripResult => ({ kind: 'syntax-error', source: 's', message: 'm', at: { line: 2, column: 1 } });

  it('runs nothing and is shown when the person asked', async () => {
    const { runner, control: one } = control(broken);
    await one.run();
    expect(runner.runs).toHaveLength(0);
    expect(one.finished.value?.report.ending.kind).toBe('syntax-error');
  });

  it('is left to the editor while typing', async () => {
    const { runner, control: one } = control(broken);
    await one.run({ isUnasked: true });
    expect(runner.runs).toHaveLength(0);
    expect(one.finished.value).toBeUndefined();
  });
});

describe('what is probably run next', () => {
  it('is made ready when its types are out, and not when it cannot be read', () => {
    const { runner, control: one } = control();
    one.prepare({ kind: 'stripped', source: 'a: number', code: 'a        ' });
    one.prepare({ kind: 'syntax-error', source: 'a:', message: 'Type expected.', at: { line: 1, column: 3 } });
    expect(runner.prepared).toEqual(['a        ']);
    expect(runner.runs).toEqual([]);
  });
});

describe('running as you type', () => {
  const auto = (options: { isOn?: boolean; ending?: Ending } = {}) => {
    const run = vi.fn();
    return { run, auto: new AutoRun({ isOn: () => options.isOn ?? true, lastEnding: () => options.ending, run }) };
  };

  it('waits for a pause', () => {
    const { run, auto: one } = auto();
    for (let key = 0; key < 10; key++) {
      one.edited();
      vi.advanceTimersByTime(AUTO_RUN_PAUSE_MS - 1);
    }
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledOnce();
  });

  it('can be turned off', () => {
    const { run, auto: one } = auto({ isOn: false });
    one.edited();
    vi.advanceTimersByTime(1000);
    expect(run).not.toHaveBeenCalled();
  });

  it('waits to be asked after a loop that never ended', () => {
    const { run, auto: one } = auto({ ending: { kind: 'endless-loop', during: undefined, line: 3 } });
    one.edited();
    vi.advanceTimersByTime(1000);
    expect(run).not.toHaveBeenCalled();
  });
});
