// Floor 7. A scenario that is being run while somebody looks at it: time passes as it is asked for, and a picture of the last moments is
// there at any time. The same scenario is the same session, whatever the steps in which time passed. Knows no worker and no page.
import {
  type AssignorsByName,
  type ParseOptions,
  parseScenario,
  type ScenarioProblem,
  type ScenarioRun,
  startScenario,
} from 'simulator';
import { timelineModel } from '../../timeline/model/build.ts';
import { isSmallEnough } from '../../timeline/model/read-model.ts';
import type { TimelineModel } from '../../timeline/model/timeline-model.ts';
import type { Cluster, StopAt, Written } from '../protocol.ts';
import { type Executed, execute } from '../terminal/shell.ts';
import { mainOf, type OwnApplication } from './own-application.ts';
import { RecentTrace } from './recent-trace.ts';

export type Opened = { readonly session: Session } | { readonly problems: readonly ScenarioProblem[] };

/** Traces of longer runs take more memory than a page may have. */
const limits = { eventsMax: 8_000_000, traceEventsMax: 1_500_000 };
/** Without anything to stop at, time goes on for so long. */
const patienceMs = { event: 60_000, rebalance: 600_000 } as const;
const sliceMs = { event: 1, rebalance: 10 } as const;
const usualSliceMs = 100;

const quietKinds = /^(request|response|poll|record|log|offsets|commit|position|partition)\./;

export class Session {
  readonly #run: ScenarioRun;
  readonly #known: ParseOptions;
  #written: Written;
  #recent = new RecentTrace();
  #recentFromMs = 0;
  #ending: string | undefined;

  private constructor(run: ScenarioRun, written: Written, known: ParseOptions) {
    this.#run = run;
    this.#written = written;
    this.#known = known;
  }

  static open(scenario: Written, assignors: AssignorsByName, own: readonly OwnApplication[] = []): Opened {
    const known = { assignors, applications: own.map(({ name }) => name) };
    const parsed = parseScenario(scenario, known);
    if ('problems' in parsed) return parsed;
    const applications = new Map(own.map((each) => [each.name, mainOf(each, () => run.cluster)]));
    const run: ScenarioRun = startScenario(parsed.scenario, { assignors, applications, limits });
    return { session: new Session(run, scenario, known) };
  }

  /**
   * Goes on as another scenario that has only further events, all ahead: at once, where a session of its own would have to come here first.
   *
   * @returns `undefined` when it takes a session of its own; otherwise what is wrong with the scenario, and then nothing has changed
   */
  extend(longer: Written): readonly ScenarioProblem[] | undefined {
    if (!isLonger(this.#written, longer)) return undefined;
    const parsed = parseScenario(longer, this.#known);
    if ('problems' in parsed) return parsed.problems;
    if (!this.#run.extend(parsed.scenario)) return undefined;
    this.#written = longer;
    return [];
  }

  /** In ms of virtual time. */
  get now(): number {
    return this.#run.cluster.now;
  }

  /** Why it does not go on; `undefined` while it does. */
  get ending(): string | undefined {
    return this.#ending;
  }

  /**
   * Lets time pass up to `untilMs`, or to what it is to stop at, or until `isEnough`, which is asked from time to time.
   */
  async advance(untilMs: number, stopAt: StopAt, isEnough: () => boolean): Promise<void> {
    const { cluster, scenario } = this.#run;
    const lastMs = Math.min(
      stopAt === undefined ? Math.floor(untilMs) : cluster.now + patienceMs[stopAt],
      scenario.durationMs,
    );
    const slice = stopAt === undefined ? usualSliceMs : sliceMs[stopAt];
    try {
      while (this.#ending === undefined && cluster.now < lastMs && !isEnough()) {
        const seen = cluster.trace.length;
        await this.#run.run(Math.min(lastMs, cluster.now + slice));
        if (stopAt !== undefined && this.#hasSince(seen, stopAt)) return;
      }
    } catch (error) {
      this.#ending = `${error instanceof Error ? error.message : String(error)}`;
      return;
    }
    if (cluster.now >= scenario.durationMs) this.#ending = 'The scenario has come to its end.';
  }

  /** A line of the terminal. It looks, and changes nothing. */
  execute(line: string): Executed {
    return execute(line, this.#run.cluster);
  }

  #hasSince(index: number, stopAt: 'event' | 'rebalance'): boolean {
    const { trace } = this.#run.cluster;
    for (let at = index; at < trace.length; at += 1) {
      const event = trace[at];
      if (event === undefined) return false;
      if (stopAt === 'event' ? !quietKinds.test(event.kind) : isRebalance(event)) return true;
    }
    return false;
  }

  /** The picture of `spanMs` before now; of less where so much happened that nobody could draw it. */
  picture(groupId: string | undefined, spanMs: number): TimelineModel {
    const { cluster } = this.#run;
    const group = groupId === undefined ? {} : { groupId };
    for (let span = spanMs; ; span /= 2) {
      const fromMs = Math.max(0, Math.floor(cluster.now - span));
      // A longer span than before needs what was dropped.
      if (fromMs < this.#recentFromMs) this.#recent = new RecentTrace();
      this.#recentFromMs = fromMs;
      const run = { trace: this.#recent.of(cluster.trace, fromMs), now: cluster.now };
      const model = timelineModel(run, { ...group, fromMs, toMs: cluster.now });
      if (isSmallEnough(model) || span < 1) return model;
    }
  }

  look(): Cluster {
    const { cluster, scenario } = this.#run;
    return {
      consumers: [...scenario.consumers.values()].map(({ process, group, startMs }) => ({
        name: process,
        groupId: group,
        state: startMs > cluster.now ? 'not started' : cluster.process(process).state,
      })),
      brokers: cluster.brokers.map(({ id, state }) => ({ id, state })),
      topics: cluster.topics
        .filter(({ isInternal }) => !isInternal)
        .map(({ topic, partitions }) => ({ name: topic, partitions: partitions.length })),
      groups: [...new Set([...scenario.consumers.values()].map(({ group }) => group))].map((groupId) => {
        const group = cluster.group(groupId);
        return {
          groupId,
          state: group?.state ?? 'unknown',
          generationId: group?.generationId ?? -1,
          coordinator: cluster.coordinatorOf(groupId),
          assignor: group?.protocolName ?? undefined,
        };
      }),
      events: cluster.trace.length,
    };
  }
}

/** Whether it has further events behind the same ones, and all else is the same. */
function isLonger(shorter: Written, longer: Written): boolean {
  const { events: before, ...others } = shorter;
  const { events: after, ...otherwise } = longer;
  if (JSON.stringify(others) !== JSON.stringify(otherwise)) return false;
  const [first, more] = [before ?? [], after ?? []];
  return (
    Array.isArray(first) &&
    Array.isArray(more) &&
    more.length > first.length &&
    JSON.stringify(more.slice(0, first.length)) === JSON.stringify(first)
  );
}

const isRebalance = (event: ScenarioRun['cluster']['trace'][number]): boolean =>
  event.kind === 'group.state' && event.to === 'PreparingRebalance';
