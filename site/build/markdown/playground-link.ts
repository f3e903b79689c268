// The link that opens a scenario in the playground. What site/playground/share.ts makes in a browser, made at once. Knows no page but that one.
import { deflateRawSync } from 'node:zlib';
import type { ScenarioText } from '../../scene/vary.ts';

/** Lessons and exercises both lie two folders deep. */
const playground = '../../playground/';

export const playgroundLink = (scenario: ScenarioText): string =>
  `${playground}#s=${deflateRawSync(JSON.stringify(scenario)).toString('base64url')}`;
