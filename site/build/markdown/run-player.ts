// Runs and draws the scenes of a whole run. Loaded with the stage through Vite's module runner, never by the configuration itself.
import { configKeys, parseScenario, provideHost } from 'simulator';
import { assignorsByName } from 'testkit';
import { sceneModel } from '../../scene/model.ts';
import { parseWithOwnCode, playWithOwnCode } from '../../scene/own-code.ts';
import { type PlayedScenario, playScenario } from '../../scene/play.ts';
import type { SceneView } from '../../scene/scene-data.ts';
import type { SettingValue } from '../../scene/vary.ts';
import { renderTimeline } from '../../timeline/static.tsx';
import type { KnownSetting, PlayedRun, RunStage } from './run-stage.ts';
import { typeCommands } from './type-commands.ts';

// The declared consumers of a scenario need no turn of the event loop; a simulator has a host all the same.
provideHost({ turn: () => new Promise((resolve) => setImmediate(resolve)) });

/** Runs take a while, and pages are made again and again. A change of the simulator, or of this file, begins with none. */
const played = new Map<string, PlayedRun>();

/** In pixels: of a lesson's column, and of a phone. */
const widths = [508, 328] as const;

const playedRun = ({ run, facts }: PlayedScenario, view: SceneView): PlayedRun => ({
  facts,
  // Only then is there a model made: of most runs nothing but the facts is wanted.
  draw: (id) =>
    renderTimeline(sceneModel(run, view), {
      id,
      detail: view.detail,
      widths,
      ...(view.rows === 'auto' ? {} : { view: view.rows }),
    }),
});

export const runStage: RunStage = {
  parse: (value) => parseScenario(value, { assignors: assignorsByName }),

  run(scenario, view) {
    const key = JSON.stringify([scenario, view], (_, value) => (value instanceof Map ? [...value] : value));
    const known = played.get(key);
    if (known !== undefined) return known;
    const fresh = playedRun(playScenario(scenario, view, assignorsByName), view);
    played.set(key, fresh);
    return fresh;
  },

  parseWithOwnCode,
  runOwnCode: async (path, scenario, view) => playedRun(await playWithOwnCode(path, scenario, view), view),

  type: (scenario, commands) => typeCommands(scenario, commands, assignorsByName),

  settings: new Map<string, KnownSetting>([
    ['assignor', { place: 'assignor', defaultValue: 'range' }],
    ['consumers', { place: 'consumers', defaultValue: undefined }],
    ['perRecord', { place: 'perRecord', defaultValue: 0 }],
    ...keysOf('brokerKeys', 'broker config'),
    ...keysOf('consumerKeys', 'consumer config'),
  ]),
};

/** Keys with a value of their own; those that a scenario has words for are not among them. */
function keysOf(name: string, place: KnownSetting['place']): (readonly [string, KnownSetting])[] {
  return Object.entries(configKeys[name] ?? {})
    .filter(([key, { type }]) => type !== 'list' && key !== 'group.id' && key !== 'enable.auto.commit')
    .map(([key, { defaultValue }]) => [key, { place, defaultValue: defaultValue as SettingValue | undefined }]);
}
