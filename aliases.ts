// The names under which the house imports its own rooms; tsconfig.base.json has the same list for the type checker.
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const aliases = {
  kafka: at('./simulator/kafka.ts'),
  simulator: at('./simulator/index.ts'),
  testkit: at('./exercises/testkit/index.ts'),
} as const;
