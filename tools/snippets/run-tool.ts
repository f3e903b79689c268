// Floor 7. Runs a tool that has to be there already, and says in words what to install when it is not. Knows no snippet.
import { spawnSync } from 'node:child_process';

/** Why nothing can be said about the snippets: what is missing, and how to mend it. */
export class CannotTell extends Error {
  override readonly name = 'CannotTell';
}

export interface ToolRun {
  readonly isGood: boolean;
  /** What it printed, to both outputs. */
  readonly output: string;
}

/**
 * @param missing what to install when there is no such command
 * @param input for its standard input
 * @throws CannotTell when there is no such command
 */
export function runTool(command: string, args: readonly string[], missing: string, input = ''): ToolRun {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', input, maxBuffer: 2 ** 26 });
  if (error !== undefined) {
    const isMissing = 'code' in error && error.code === 'ENOENT';
    throw new CannotTell(
      isMissing ? `${command} was not found: ${missing}` : `${command} could not be run: ${error.message}`,
    );
  }
  return { isGood: status === 0, output: status === 0 ? stdout : `${stdout}${stderr}` };
}
