// Floor 6. Holds an assignor to the protocol name that its exercise asks for. Knows nothing of how it divides.
import { shown } from './arguments.ts';
import { expectNoProblem } from './expect-no-problem.ts';

/** @param returned what the answer's `name()` returned: anything */
export function expectProtocolName(returned: unknown, name: string): void {
  if (returned === name) return;
  expectNoProblem(
    `name() must return ${shown(name)}, the protocol name that members agree on. It returned ${shown(returned)}.`,
  );
}
