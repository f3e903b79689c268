// A scenario in YAML: of a lesson's fence, or of a file. Tells each problem at its line. Knows no Markdown, and not what a
// scenario holds: that is checked by the simulator's `parseScenario`.
import type { ParsedScenario, Scenario } from 'simulator';
import * as v from 'valibot';
import type { Problems } from './markdown/problems.ts';
import { readYaml, type YamlContent, type YamlPlace } from './markdown/yaml.ts';

/**
 * The simulator's `parseScenario`, with the assignors that there are. Handed in, because the simulator is loaded through Vite's module
 * runner: in the dev server it changes while it runs.
 */
export type ParseScenario = (value: unknown) => ParsedScenario;

export interface ScenarioContent extends YamlContent<Scenario> {
  /** As it was written, read from YAML and not checked further. */
  readonly written: unknown;
}

/** @returns `undefined` when something was reported: `lessons/x/lesson.md:42: events[3].crash: no consumer is named "c9"` */
export function readScenario(
  text: string,
  place: YamlPlace,
  problems: Problems,
  parse: ParseScenario,
): ScenarioContent | undefined {
  let content: YamlContent<unknown> | undefined;
  try {
    content = readYaml(v.unknown(), text, place, problems);
  } catch (error) {
    // More aliases than any scenario has, or one that leads nowhere: found only when they are followed.
    if (!(error instanceof ReferenceError)) throw error;
    problems.report(place.file, place.firstLine, `not valid YAML: ${error.message}`);
  }
  return content === undefined ? undefined : checkScenario(content, place, problems, parse);
}

/** The same for a scenario that is part of something larger, and has been read with it. */
export function checkScenario(
  { value: written, lineOf }: YamlContent<unknown>,
  place: YamlPlace,
  problems: Problems,
  parse: ParseScenario,
): ScenarioContent | undefined {
  const parsed = parse(written);
  if ('scenario' in parsed) return { value: parsed.scenario, written, lineOf };
  for (const problem of parsed.problems) problems.report(place.file, lineOf(problem.path), problem.text);
  return undefined;
}
