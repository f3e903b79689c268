// Floor 7. Code of the course's own that runs in a scene's consumers in the place of what its scenario declares: the loops and assignors of
// "spot the bug". Loaded by the build and by the thread of scenes, which are Vite's both.
import type { ConsumerConfigInput, ConsumerPartitionAssignor, ConsumerRecord } from 'kafka';
import {
  type ConsumerPlan,
  type ParsedScenario,
  parseScenario,
  type Scenario,
  type ScenarioMain,
  type ShutdownSignal,
  type SimulatedCluster,
  startScenario,
} from 'simulator';
import { assignorsByName, recordHandler } from 'testkit';
import { type PlayedScenario, playedScenario } from './play.ts';
import { costOf } from './record-cost.ts';
import type { SceneView } from './scene-data.ts';

/** Under which a scenario chooses the code: `application: own`, `assignor: own`. */
const ownName = 'own';

type Run = (
  config: ConsumerConfigInput,
  handle: (record: ConsumerRecord) => Promise<void>,
  shutdown: ShutdownSignal,
) => Promise<void>;

/** A module exports one of the two. */
interface OwnModule {
  readonly run?: Run;
  readonly Assignor?: new () => ConsumerPartitionAssignor;
}

// All at once: they are small, and the build's module runner is gone by the time that a page asks for one.
const modules = import.meta.glob<OwnModule>('../../lessons/*/bugs/*.ts', { eager: true });

/** @param path from the project's root: `lessons/failures/bugs/x.ts` */
function load(path: string) {
  const module = modules[`../../${path}`];
  if (module?.run === undefined && module?.Assignor === undefined) {
    throw new Error(`${path} exports neither run() nor the class Assignor.`);
  }
  const assignors = new Map(assignorsByName);
  if (module.Assignor !== undefined) assignors.set(ownName, module.Assignor);
  return { run: module.run, assignors };
}

/** @throws Error when there is no such code */
export function parseWithOwnCode(path: string, scenario: unknown): ParsedScenario {
  const { run, assignors } = load(path);
  return parseScenario(scenario, { assignors, applications: run === undefined ? [] : [ownName] });
}

/** @throws Error when the run cannot go on, with the reason */
export async function playWithOwnCode(path: string, scenario: Scenario, view: SceneView): Promise<PlayedScenario> {
  const { run, assignors } = load(path);
  const applications = new Map<string, ScenarioMain>();
  if (run !== undefined)
    applications.set(
      ownName,
      mainOf(run, () => started.cluster),
    );
  const started = startScenario(scenario, { assignors, applications });
  await started.run();
  return playedScenario(started, scenario, view);
}

/** @param cluster where it runs, once that is there */
function mainOf(run: Run, cluster: () => SimulatedCluster): ScenarioMain {
  const attempts = new Map<string, number>();
  return ({ name, config, plan, shutdown }) => {
    const clientId = config['client.id'] ?? name;
    const handle = recordHandler(cluster(), { clientId, takesMs: costOf(plan) });
    return run(config, failing(handle, plan, attempts), shutdown);
  };
}

/** Fails as the scenario says of the record's key, and leaves it to the code what to do then. */
function failing(handle: Parameters<Run>[1], { handler }: ConsumerPlan, attempts: Map<string, number>): typeof handle {
  return async (record) => {
    const failure = handler.fail.find(({ key }) => key === record.key);
    const name = `${record.topic}-${record.partition}@${record.offset}`;
    const attempt = (attempts.get(name) ?? 0) + 1;
    attempts.set(name, attempt);
    if (failure !== undefined && attempt <= failure.times) throw new Error(`The order "${record.key}" makes no sense.`);
    await handle(record);
  };
}
