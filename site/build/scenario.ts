// A scenario in YAML: of a lesson's fence, or of a file. Tells each problem at its line. Knows no Markdown, and not what a
// scenario holds: that is checked by the simulator's `parseScenario`.
import type { ParsedScenario, Scenario } from 'simulator';
import * as v from 'valibot';
import type { Problems } from './markdown/problems.ts';
import { readYaml, type YamlContent, type YamlPlace } from './markdown/yaml.ts';

/**
 * @param parse the simulator's `parseScenario`, with the assignors that there are. Handed in, because the simulator is loaded
 *   through Vite's module runner: in the dev server it changes while it runs.
 * @returns `undefined` when something was reported: `lessons/x/lesson.md:42: events[3].crash: no consumer is named "c9"`
 */
export function readScenario(
  text: string,
  place: YamlPlace,
  problems: Problems,
  parse: (value: unknown) => ParsedScenario,
): YamlContent<Scenario> | undefined {
  let content: YamlContent<unknown> | undefined;
  try {
    content = readYaml(v.unknown(), text, place, problems);
  } catch (error) {
    // More aliases than any scenario has, or one that leads nowhere: found only when they are followed.
    if (!(error instanceof ReferenceError)) throw error;
    problems.report(place.file, place.firstLine, `not valid YAML: ${error.message}`);
  }
  if (content === undefined) return undefined;
  const { value, lineOf } = content;
  const parsed = parse(value);
  if ('scenario' in parsed) return { value: parsed.scenario, lineOf };
  for (const problem of parsed.problems) problems.report(place.file, lineOf(problem.path), problem.text);
  return undefined;
}
