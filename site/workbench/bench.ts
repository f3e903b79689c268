// The workbench's state and what a person can do with it: one object that the views draw and the keys act on.
import { computed, effect, signal } from '@preact/signals';
import type { AnswerEditor, SourceProblem } from '../editor/answer-editor.ts';
import type { Exercise, Solution } from '../exercise.ts';
import { randomId } from '../random-id.ts';
import type { SourcePosition } from '../runner/outcome.ts';
import type { Runner } from '../runner/page/runner.ts';
import type { Announcements } from '../storage/announcements.ts';
import { DraftKeeper } from '../storage/draft-keeper.ts';
import type { DraftState, Opening, StoredCopy } from '../storage/draft-state.ts';
import type { Store } from '../storage/store.ts';
import type { UnloadSlot } from '../storage/unload-slot.ts';
import type { Attendance } from '../workshop/attend/attendance.ts';
import { heldBackOf } from '../workshop/attend/attending.ts';
import { AutoRun } from './auto-run.ts';
import { KeptState } from './kept-state.ts';
import type { Pane } from './page-panes.ts';
import { pathOfAnswer, RunControl, type RunRequest } from './run-control.ts';
import { type FinishedRun, hasFailed, testsOf } from './shown-run.ts';
import { TimeTravel } from './time-travel.ts';
import { endingWords } from './words.ts';

export type BenchTab = 'answer' | 'suite' | 'brief' | 'solution';

/** Hints after which the solution may be looked at without having passed. */
const HINTS_BEFORE_SOLUTION = 2;

interface BenchOptions {
  readonly exercise: Exercise;
  readonly loadSolution: () => Promise<Solution>;
  readonly runner: Runner;
  readonly store: Store;
  /** The workshop that the learner is in, which may hold hints and solutions back. */
  readonly attendance: Attendance;
  readonly slot: UnloadSlot;
  readonly announcements: Announcements;
  /** Whether the brief has a place of its own; else it is one of the tabs. */
  readonly hasBriefPane: boolean;
  /** In an interview there is neither hint nor solution, and the suite is not shown. */
  readonly isExam: boolean;
  /** Brings a pane to the front where one is shown at a time. */
  readonly showPane: (pane: Pane) => void;
}

export class Bench {
  readonly exercise: Exercise;
  readonly attendance: Attendance;
  /** Rejects as long as a workshop holds the solution back. */
  readonly loadSolution: () => Promise<Solution>;
  readonly hasBriefPane: boolean;
  readonly isExam: boolean;
  readonly kept: KeptState;
  readonly control: RunControl;
  readonly timeTravel: TimeTravel;
  readonly tab = signal<BenchTab>('answer');
  readonly isSheetOpen = signal(false);
  /** The evidence has all the room. */
  readonly isEvidenceGrown = signal(false);
  /** Until the hint, or what is said of hints that are held back, has been brought into view, which may take a change of tab. */
  readonly isHintAskedFor = signal(false);
  readonly editor = signal<AnswerEditor | undefined>(undefined);
  readonly source = signal('');
  readonly problems = signal<readonly SourceProblem[]>([]);
  readonly draft = signal<DraftState>({
    saving: { kind: 'saved', at: undefined },
    conflict: undefined,
    previous: undefined,
    baseVersion: '',
  });
  readonly opening = signal<Opening>({ source: '', setAside: [], copies: [] });
  /** Why the plain editor is shown where Monaco was meant to be. */
  readonly editorTrouble = signal<string | undefined>(undefined);
  /** What a workshop holds back of this exercise until it is released. */
  readonly heldBack = computed(() => heldBackOf(this.attendance.attending.value, this.exercise.slug));
  readonly maySeeSolution = computed(() => {
    if (this.isExam || this.heldBack.value.solutions) return false;
    const { passedAt, hintsShown, solutionSeenAt } = this.kept.progress.value;
    const needed = Math.min(HINTS_BEFORE_SOLUTION, this.exercise.hintsHtml.length);
    return passedAt !== undefined || solutionSeenAt !== undefined || hintsShown >= needed;
  });
  readonly keeper: DraftKeeper;
  readonly #autoRun: AutoRun;
  readonly #showPane: (pane: Pane) => void;
  readonly #stopWatching: () => void;

  constructor(options: BenchOptions) {
    const { exercise, store } = options;
    this.exercise = exercise;
    this.attendance = options.attendance;
    this.loadSolution = () =>
      this.heldBack.value.solutions
        ? Promise.reject(new Error('the workshop that you are in holds the solution back'))
        : options.loadSolution();
    this.hasBriefPane = options.hasBriefPane;
    this.isExam = options.isExam;
    this.#showPane = (pane) => {
      if (pane !== 'results') this.isEvidenceGrown.value = false;
      options.showPane(pane);
    };
    this.kept = new KeptState(store, exercise);
    this.keeper = new DraftKeeper({
      store,
      slot: options.slot,
      announcements: options.announcements,
      slug: exercise.slug,
      starter: exercise.starter,
      exerciseVersion: exercise.version,
      tab: randomId(),
      now: Date.now,
      onState: (state) => {
        this.draft.value = state;
      },
    });
    this.timeTravel = new TimeTravel({
      runner: options.runner,
      loadSolution: this.loadSolution,
      path: pathOfAnswer(exercise),
      isRunning: () => this.control.isRunning.value,
    });
    this.control = new RunControl({
      exercise,
      runner: options.runner,
      strip: () => {
        const editor = this.editor.value;
        return editor === undefined ? Promise.reject(new Error('the editor is not open yet')) : editor.strip();
      },
      onOutcomes: (answer, outcomes, isRestored) => this.timeTravel.ran(answer, outcomes, isRestored),
      onTimeline: (timeline) => this.timeTravel.told(timeline),
      onFinished: (run, verdict) => {
        this.kept.remember(run);
        if (verdict.passed && run.only === undefined) this.kept.progressed({ passedAt: run.endedAt });
        this.#markLines(run);
      },
    });
    this.#autoRun = new AutoRun({
      isOn: () => this.kept.settings.value.runAsYouType,
      lastEnding: () => this.control.finished.value?.report.ending,
      run: () => void this.control.run({ isUnasked: true }),
    });
    // Another tab may join a workshop while the solution is open here.
    this.#stopWatching = effect(() => {
      if (this.tab.value === 'solution' && this.heldBack.value.solutions) this.tab.value = 'answer';
    });
  }

  /** Loads what is kept. Nothing runs. */
  async open(): Promise<void> {
    const [opening, results] = await Promise.all([this.keeper.open(), this.kept.load()]);
    this.opening.value = opening;
    this.source.value = opening.source;
    this.draft.value = this.keeper.state;
    if (results !== undefined) this.control.restore(results);
  }

  editorOpened(editor: AnswerEditor): void {
    this.editor.value = editor;
    const { finished } = this.control;
    if (finished.value?.source === editor.source()) this.#markLines(finished.value);
  }

  edited(source: string): void {
    this.source.value = source;
    this.keeper.edited(source);
    this.#autoRun.edited();
  }

  run(request: RunRequest = {}): void {
    if (this.editor.value === undefined) return;
    this.#autoRun.cancel();
    this.#showPane('results');
    void this.control.run(request);
  }

  async reset(): Promise<void> {
    this.#show(this.exercise.starter);
    await this.keeper.replace(this.exercise.starter, 'starter', this.exercise.version);
  }

  async undoReset(): Promise<void> {
    this.#show(await this.keeper.undoReplace());
  }

  async useOtherTab(): Promise<void> {
    this.#show(await this.keeper.useOtherTab());
  }

  async useCopy({ key, copy }: StoredCopy): Promise<void> {
    this.#show(copy.source);
    await this.keeper.replace(copy.source, 'copy', copy.baseVersion);
    await this.discard(key);
  }

  /** Forgets a copy or a record that was set aside. */
  async discard(key: string): Promise<void> {
    const { setAside, copies, source } = this.opening.value;
    this.opening.value = {
      source,
      setAside: setAside.filter((each) => each.key !== key),
      copies: copies.filter((each) => each.key !== key),
    };
    await this.keeper.discard(key);
  }

  showHint(): void {
    const { hintsShown } = this.kept.progress.value;
    // The brief then asks for the code word.
    if (!this.heldBack.value.hints && hintsShown < this.exercise.hintsHtml.length)
      this.kept.progressed({ hintsShown: hintsShown + 1 });
    this.isHintAskedFor.value = true;
    this.showBrief();
  }

  showBrief(): void {
    this.#showPane(this.hasBriefPane ? 'read' : 'code');
    if (!this.hasBriefPane) this.tab.value = 'brief';
  }

  showSolution(): void {
    if (!this.maySeeSolution.value) return;
    this.tab.value = 'solution';
    this.#showPane('code');
    if (this.kept.progress.value.solutionSeenAt === undefined) this.kept.progressed({ solutionSeenAt: Date.now() });
  }

  reveal(position: SourcePosition): void {
    this.#inEditor((editor) => editor.reveal(position));
  }

  focusEditor(): void {
    this.#inEditor((editor) => editor.focus());
  }

  /** What is hidden takes no focus, so the tab is drawn first: that is queued when it is chosen, and this after it. */
  #inEditor(act: (editor: AnswerEditor) => void): void {
    this.tab.value = 'answer';
    this.#showPane('code');
    queueMicrotask(() => {
      const editor = this.editor.value;
      if (editor !== undefined) act(editor);
    });
  }

  toggleTab(): void {
    const tabIndents = !this.kept.settings.value.tabIndents;
    this.kept.change({ tabIndents });
    this.editor.value?.setTabIndents(tabIndents);
  }

  dispose(): void {
    this.#stopWatching();
    this.#autoRun.cancel();
    this.keeper.dispose();
    this.editor.value?.dispose();
  }

  #show(source: string): void {
    this.source.value = source;
    this.editor.value?.replaceSource(source);
    this.editor.value?.mark([]);
  }

  #markLines({ report }: FinishedRun): void {
    const failures = testsOf(this.control.verdictOf(report)).filter(hasFailed);
    const byLine = new Map<number, string>();
    const ending = endingWords(report.ending);
    if (ending?.at !== undefined) byLine.set(ending.at.line, ending.title);
    for (const { name, outcome } of failures) {
      const at = outcome?.errors[0]?.inAnswer;
      if (at !== undefined && !byLine.has(at.line))
        byLine.set(at.line, `${name} fails here: ${outcome?.errors[0]?.message}`);
    }
    this.editor.value?.mark([...byLine].map(([line, text]) => ({ line, text })));
  }
}
