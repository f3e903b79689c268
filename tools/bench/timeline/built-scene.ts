// Floor 7. A scene as the build of the site makes it: read, run, model, drawings and tables. Bundled before it is measured.
import { runStage } from '../../../site/build/markdown/run-player.ts';
import type { SceneData } from '../../../site/scene/scene-data.ts';

/** @param seed another one each time: what was run once is kept @returns the HTML */
export function builtScene({ scenario, view }: SceneData, seed: number): string {
  const parsed = runStage.parse({ ...scenario, seed });
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ text }) => text).join('; '));
  return runStage.run(parsed.scenario, view).draw('measured');
}
