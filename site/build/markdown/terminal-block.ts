// ```terminal: commands that are typed while a scene's scenario runs, with what they print. They are carried out when the page is made, and what the
// author claims of their output is held against it. How they are carried out is the stage's business.
import type { MarkdownIt } from 'markdown-it';
import * as v from 'valibot';
import { durationText } from '../../scene/durations.ts';
import type { ScenarioText } from '../../scene/vary.ts';
import { html, trusted } from '../pages/html.ts';
import { type Environment, renderLine } from './environment.ts';
import { sceneNamed } from './lesson-scene.ts';
import { moment } from './moment.ts';
import { playgroundLink } from './playground-link.ts';
import type { TypedCommand } from './run-stage.ts';
import { readYaml, type YamlPlace } from './yaml.ts';

const text = v.string('write a text that has to be in a line of the output');

const schema = v.strictObject({
  of: v.string('write the id of a scene that stands before'),
  caption: v.pipe(v.string('write one sentence'), v.nonEmpty('write one sentence')),
  commands: v.pipe(
    v.array(
      v.strictObject(
        {
          at: moment,
          type: v.string('write a command: kafka-consumer-groups.sh --list'),
          expect: v.optional(v.array(text, 'write a list of texts that have to be in lines of the output')),
        },
        'write a command and its time: { at: 30s, type: kafka-consumer-groups.sh --list }',
      ),
      'write a list of commands',
    ),
    v.minLength(1, 'write one command or more'),
  ),
});

/** @returns draws it, once every scene of the page is known; `undefined` when it cannot be drawn: why was reported */
export function readTerminal(
  md: MarkdownIt,
  source: string,
  place: YamlPlace,
  environment: Environment,
): (() => string) | undefined {
  const { problems, scenes, library } = environment;
  const content = readYaml(schema, source, place, problems);
  if (content === undefined) return undefined;
  const report = (path: readonly PropertyKey[], problem: string): undefined => {
    problems.report(place.file, content.lineOf(path), problem);
  };
  const { of, caption, commands } = content.value;
  const scene = sceneNamed(of, scenes);
  if (typeof scene === 'string') return report(['of'], scene);
  const { runs } = library.stage;
  if (scene.kind !== 'run' || runs === undefined) return report(['of'], `"${of}" is a board; name the scene of a run`);
  const early = commands.findIndex(({ at }, index) => at < (commands[index - 1]?.at ?? 0));
  if (early >= 0) return report(['commands', early, 'at'], 'it is before the command above it; write them in order');
  let typed: readonly TypedCommand[];
  try {
    typed = runs.type(
      scene.written,
      commands.map(({ at, type }) => ({ atMs: at, line: type })),
    );
  } catch (error) {
    return report(['commands'], error instanceof Error ? error.message : String(error));
  }
  for (const [index, { expect = [] }] of commands.entries()) {
    const lines = (typed[index]?.printed ?? []).map(inOneSpace);
    for (const [at, expected] of expect.entries()) {
      if (lines.some((line) => line.includes(inOneSpace(expected)))) continue;
      report(
        ['commands', index, 'expect', at],
        `no line of the output holds "${expected}"; it is:\n${lines.join('\n')}`,
      );
    }
  }
  return () => figure(typed, scene.written, renderLine(md, caption, environment, content.lineOf(['caption'])));
}

/** Columns are padded, which nobody wants to write. */
const inOneSpace = (line: string): string => line.replace(/\s+/g, ' ').trim();

function figure(typed: readonly TypedCommand[], written: ScenarioText, captionHtml: string): string {
  const commands = typed.map(
    ({ atMs, line, printed }) =>
      html`<span class="terminal-time">${durationText(atMs)}</span> <b>$ ${line}</b>
${printed.map((each) => `${each}\n`).join('')}`,
  );
  return `${
    html`<figure class="scene terminal-scene"><pre tabindex="0"><code>${trusted(commands.map((each) => each.text).join('\n'))}</code></pre>
<figcaption>${trusted(captionHtml)} <a href="${playgroundLink(written)}">Open this run in the playground</a>, whose terminal takes the same commands.</figcaption></figure>`
      .text
  }\n`;
}
