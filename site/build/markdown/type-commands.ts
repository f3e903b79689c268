// Types commands into the terminal of a scenario that is being run, each at its time. What a command changes is changed in this run, as in the
// playground. Loaded with the stage through Vite's module runner; knows no Markdown.
import { type AssignorsByName, parseScenario, type ScenarioRun, startScenario } from 'simulator';
import { execute } from '../../playground/terminal/shell.ts';
import type { ScenarioText } from '../../scene/vary.ts';
import type { TimedCommand, TypedCommand } from './run-stage.ts';

/** @throws Error for a command after the end of the run, or one that cannot be carried out */
export function typeCommands(
  written: ScenarioText,
  commands: readonly TimedCommand[],
  assignors: AssignorsByName,
): readonly TypedCommand[] {
  let current = written;
  const run = startScenario(parsed(current, assignors), { assignors });
  return commands.map(({ atMs, line }) => {
    if (atMs > run.scenario.durationMs) throw new Error(`"${line}" is typed after the end of the run.`);
    run.runMachinery(atMs);
    const { lines, events } = execute(line, run.cluster);
    const at = `${atMs + 1}ms`;
    if (events.length > 0)
      current = extended(
        run,
        current,
        events.map((event) => ({ at, ...event })),
        assignors,
      );
    return { atMs, line, printed: lines.map(({ text }) => text) };
  });
}

function extended(
  run: ScenarioRun,
  written: ScenarioText,
  events: readonly object[],
  assignors: AssignorsByName,
): ScenarioText {
  const { events: before } = written;
  const longer = { ...written, events: [...((before ?? []) as readonly object[]), ...events] };
  if (run.extend(parsed(longer, assignors))) return longer;
  throw new Error(`What was typed cannot be carried out in the middle of this run: ${JSON.stringify(events)}`);
}

function parsed(written: ScenarioText, assignors: AssignorsByName) {
  const read = parseScenario(written, { assignors });
  if ('scenario' in read) return read.scenario;
  throw new Error(read.problems.map(({ text }) => text).join('\n'));
}
