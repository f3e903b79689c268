// Floor 7. The playground while somebody plays: the scenario, the time, what is seen, as signals. A poke is another scenario with the same
// past, which the worker plays to where the time stands. Knows no markup and no clock.
import { batch, type Signal, signal } from '@preact/signals';
import type { DroppedIn, Problem, Seen, StopAt, Written } from './protocol.ts';
import type { SessionAnswer, SessionRequest } from './sandbox.ts';
import { asRun, goingOn, ownNamesIn, timeText, upTo, withEvents } from './scenario-text.ts';
import type { Executed } from './terminal/shell.ts';

/** Ms of virtual time in a ms of the reader's. */
export const speeds = [0.1, 0.5, 1, 2, 5, 10, 60] as const;
export type Speed = (typeof speeds)[number];

export const spansMs = [10_000, 20_000, 40_000, 120_000] as const;

/** Asks the worker; `Sandbox` does. */
export interface Host {
  ask(request: SessionRequest): Promise<SessionAnswer>;
  end(why: string): void;
}

/** The future that was left for another one. */
export interface Before {
  readonly scenario: Written;
  readonly forkedAtMs: number;
}

/** What is kept over a reload. */
export interface Kept {
  readonly title: string;
  readonly scenario: Written;
  readonly nowMs: number;
}

export type Opened = 'yes' | readonly Problem[];

export class Playground {
  readonly title = signal('');
  readonly scenario: Signal<Written> = signal({});
  readonly seen: Signal<Seen | undefined> = signal(undefined);
  readonly before: Signal<Before | undefined> = signal(undefined);
  readonly isPlaying = signal(false);
  readonly speed: Signal<Speed> = signal(1);
  readonly spanMs = signal<number>(20_000);
  readonly groupId: Signal<string | undefined> = signal(undefined);
  readonly droppedIn: Signal<readonly DroppedIn[]> = signal([]);
  /** The last thing that was done, or why it was not, for everyone to hear. */
  readonly told = signal<{ readonly text: string; readonly isTrouble: boolean }>({ text: '', isTrouble: false });
  readonly #host: Host;
  readonly #keep: (kept: Kept) => void;
  readonly #ownAnswer: (name: string) => Promise<DroppedIn | undefined>;
  /** Requests go one after the other: each knows what the one before has changed. */
  #last: Promise<unknown> = Promise.resolve();
  #targetMs = 0;
  #isAdvancing = false;

  /** @param ownAnswer what is stored of the reader's under a name that a scenario gives */
  constructor(
    host: Host,
    keep: (kept: Kept) => void,
    ownAnswer: (name: string) => Promise<DroppedIn | undefined> = async () => undefined,
  ) {
    this.#host = host;
    this.#keep = keep;
    this.#ownAnswer = ownAnswer;
  }

  get nowMs(): number {
    return this.seen.value?.nowMs ?? 0;
  }

  /** Another scenario, from its own beginning. What was there is replaced only when this one can be run. */
  open(title: string, scenario: Written, atMs: number, beside?: Written): Promise<Opened> {
    return this.#inTurn(async () => {
      const problems = await this.#openNow(goingOn(scenario), atMs);
      if (problems.length > 0) return problems;
      if (beside !== undefined) await this.#openBefore(goingOn(beside), atMs);
      else if (this.before.value !== undefined) await this.#host.ask({ kind: 'close', track: 'before' });
      batch(() => {
        this.title.value = title;
        this.before.value = beside && { scenario: goingOn(beside), forkedAtMs: 0 };
        this.groupId.value = undefined;
        this.isPlaying.value = false;
      });
      await this.#look(atMs, undefined);
      return 'yes';
    });
  }

  /** Events that happen at once, in the next millisecond. */
  poke(words: string, events: (atMs: number) => readonly Written[]): Promise<Opened> {
    return this.change(words, (scenario, atMs) => withEvents(scenario, events(atMs)));
  }

  /** The same past with something else from now on. */
  change(words: string, changed: (scenario: Written, atMs: number) => Written): Promise<Opened> {
    return this.#inTurn(async () => {
      const atMs = Math.floor(this.nowMs) + 1;
      const problems = await this.#openNow(changed(this.scenario.value, atMs), atMs);
      if (problems.length > 0) return problems;
      // Before it is seen: whoever leaves now finds it again.
      this.#keepAt(atMs);
      this.#tell(`${words} at ${timeText(atMs)}.`);
      await this.#look(atMs, undefined);
      return 'yes';
    });
  }

  /** Another past or another future: the one that was there is kept beside it, from `forkMs` on. */
  fork(words: string, scenario: Written, forkMs: number, untilMs: number): Promise<Opened> {
    return this.#inTurn(async () => {
      const before = this.scenario.value;
      const problems = await this.#openNow(scenario, untilMs);
      if (problems.length > 0) return problems;
      await this.#openBefore(before, untilMs);
      batch(() => {
        this.before.value = { scenario: before, forkedAtMs: forkMs };
        this.isPlaying.value = false;
      });
      this.#tell(words);
      await this.#look(untilMs, undefined);
      return 'yes';
    });
  }

  /** From `ms` on nothing is written any more; what was is kept to compare. */
  forkAt(ms: number): Promise<Opened> {
    const at = Math.round(ms);
    return this.fork(
      `Forked at ${timeText(at)}: what you do now is seen beside what was.`,
      upTo(this.scenario.value, at),
      at,
      at,
    );
  }

  /** Back to the future that was left. */
  async takeBack(): Promise<void> {
    const before = this.before.value;
    if (before === undefined) return;
    await this.fork('Back in what was before.', before.scenario, before.forkedAtMs, this.nowMs);
  }

  forgetBefore(): Promise<unknown> {
    return this.#inTurn(async () => {
      this.before.value = undefined;
      await this.#host.ask({ kind: 'close', track: 'before' });
      await this.#look(this.nowMs, undefined);
      return 'yes';
    });
  }

  /** A line of the terminal: what it prints, and what it would do to the cluster. */
  async command(line: string): Promise<Executed | { readonly problem: string }> {
    let printed: Executed | { readonly problem: string } = { problem: 'There is no scenario yet.' };
    await this.#inTurn(async () => {
      const answer = await this.#host.ask({ kind: 'command', line });
      if (answer.kind === 'printed') printed = answer;
      return 'yes';
    });
    return printed;
  }

  /** Code of the learner's may now be chosen by its name. */
  async dropIn(code: DroppedIn): Promise<Opened> {
    const earlier = this.droppedIn.value;
    this.droppedIn.value = [...earlier.filter(({ name }) => name !== code.name), code];
    const opened = await this.change(`${code.name} is there`, (scenario) => scenario);
    if (opened !== 'yes') this.droppedIn.value = earlier;
    return opened;
  }

  play(): void {
    if (this.seen.value === undefined || this.seen.value.ending !== undefined) return;
    this.#targetMs = this.nowMs;
    this.isPlaying.value = true;
  }

  pause(): void {
    this.isPlaying.value = false;
  }

  /** While it plays: so much of the reader's time has passed, in ms. */
  tick(byMs: number): void {
    if (!this.isPlaying.value) return;
    this.#targetMs += byMs * this.speed.value;
    if (this.#isAdvancing) return;
    this.#isAdvancing = true;
    void this.#inTurn(async () => {
      await this.#look(this.#targetMs, undefined);
      // Where the machine is slower than the speed that was asked for, time passes as fast as it can.
      this.#targetMs = Math.min(this.#targetMs, this.nowMs + 1000 * this.speed.value);
      return 'yes';
    }).finally(() => {
      this.#isAdvancing = false;
    });
  }

  /** On to the next event, or to the next rebalance. */
  stepTo(stopAt: StopAt): Promise<unknown> {
    this.pause();
    return this.#inTurn(async () => {
      const fromMs = this.nowMs;
      // One question takes a moment at most; a rebalance may be far away.
      for (let tried = 0; tried < 40; tried += 1) {
        const before = this.nowMs;
        const rebalances = this.seen.value?.model.rebalances.length;
        await this.#look(Number.MAX_SAFE_INTEGER, stopAt);
        const { ending, model } = this.seen.value ?? {};
        if (stopAt === 'event' || ending !== undefined || this.nowMs === before) break;
        if (model !== undefined && model.rebalances.length !== rebalances) break;
      }
      this.#tell(`From ${timeText(fromMs)} on to ${timeText(this.nowMs)}.`);
      return 'yes';
    });
  }

  /** The picture again, after another span or group was chosen. */
  redraw(): void {
    void this.#inTurn(async () => {
      await this.#look(this.nowMs, undefined);
      return 'yes';
    });
  }

  /** As it can be kept, sent and read: as long as it was run. */
  toShare(): Written {
    return asRun(this.scenario.value, this.nowMs);
  }

  async #openBefore(scenario: Written, untilMs: number): Promise<void> {
    await this.#host.ask({ kind: 'open', track: 'before', scenario, untilMs, droppedIn: this.droppedIn.value });
  }

  /** Answers of the reader's own that a scenario names are handed to the sandbox with it. */
  async #bringOwn(scenario: Written): Promise<readonly Problem[]> {
    const problems: Problem[] = [];
    for (const name of ownNamesIn(scenario)) {
      if (this.droppedIn.value.some((each) => each.name === name)) continue;
      const own = await this.#ownAnswer(name);
      if (own !== undefined) this.droppedIn.value = [...this.droppedIn.value, own];
      else
        problems.push({
          path: [],
          text: `It names ${name}, an answer of somebody's own, which this browser does not have: pass the exercise here first.`,
        });
    }
    return problems;
  }

  async #openNow(scenario: Written, untilMs: number): Promise<readonly Problem[]> {
    const missing = await this.#bringOwn(scenario);
    if (missing.length > 0) {
      this.#tell(missing.map(({ text }) => text).join('\n'), true);
      return missing;
    }
    const answer = await this.#host.ask({
      kind: 'open',
      track: 'now',
      scenario,
      untilMs,
      droppedIn: this.droppedIn.value,
    });
    if (answer.kind !== 'opened') return [{ path: [], text: 'The sandbox gave something else than was asked for.' }];
    if (answer.problems.length > 0) {
      this.#tell(answer.problems.map(({ text }) => text).join('\n'), true);
      return answer.problems;
    }
    this.scenario.value = scenario;
    return [];
  }

  async #look(untilMs: number, stopAt: StopAt): Promise<void> {
    const answer = await this.#host.ask({
      kind: 'advance',
      untilMs,
      stopAt,
      groupId: this.groupId.value,
      spanMs: this.spanMs.value,
    });
    if (answer.kind !== 'seen') return;
    batch(() => {
      this.seen.value = answer;
      if (answer.ending !== undefined) {
        this.isPlaying.value = false;
        this.#tell(`${answer.ending} Fork at an earlier moment, or start over.`, true);
      }
    });
    this.#keepAt(answer.nowMs);
  }

  #keepAt(nowMs: number): void {
    this.#keep({ title: this.title.value, scenario: this.scenario.value, nowMs });
  }

  #inTurn(work: () => Promise<Opened>): Promise<Opened> {
    const mine = this.#last.then(work).catch((error: unknown): Opened => {
      const text = error instanceof Error ? error.message : String(error);
      this.isPlaying.value = false;
      this.#tell(text, true);
      return [{ path: [], text }];
    });
    this.#last = mine;
    return mine;
  }

  #tell(text: string, isTrouble = false): void {
    this.told.value = { text, isTrouble };
  }
}
