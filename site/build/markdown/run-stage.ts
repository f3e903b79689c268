// What scenes of a whole run need of the simulator: checked, run, drawn. Handed in like the stage that it belongs to. Knows no
// Markdown.
import type { ParsedScenario, Scenario } from 'simulator';
import type { RunFacts } from '../../scene/run-facts.ts';
import type { SceneView } from '../../scene/scene-data.ts';
import type { ScenarioText, SettingPlace, SettingValue } from '../../scene/vary.ts';

/** A run of a lesson's scene. */
export interface PlayedRun {
  readonly facts: RunFacts;
  /** The timeline as HTML, with everything a reader without scripts needs. @param id of the page's own: ids inside begin with it */
  draw(id: string): string;
}

export interface KnownSetting {
  readonly place: SettingPlace;
  /** What holds where a scenario says nothing; `undefined`: it has to say something. */
  readonly defaultValue: SettingValue | undefined;
}

export interface TimedCommand {
  readonly atMs: number;
  /** As it is typed: `kafka-consumer-groups.sh --list`. */
  readonly line: string;
}

export interface TypedCommand extends TimedCommand {
  readonly printed: readonly string[];
}

export interface RunStage {
  parse(value: unknown): ParsedScenario;
  /** @throws Error when the run cannot go on, with the reason */
  run(scenario: Scenario, view: SceneView): PlayedRun;
  /** @throws Error when the code exports nothing that can be run */
  parseWithOwnCode(path: string, value: unknown): ParsedScenario;
  /** The code runs in those consumers that choose it. @throws Error when the run cannot go on, with the reason */
  runOwnCode(path: string, scenario: Scenario, view: SceneView): Promise<PlayedRun>;
  /** @throws Error when one of them cannot be carried out, with the reason */
  type(scenario: ScenarioText, commands: readonly TimedCommand[]): readonly TypedCommand[];
  /** By the key under which a reader can vary it. */
  readonly settings: ReadonlyMap<string, KnownSetting>;
}
