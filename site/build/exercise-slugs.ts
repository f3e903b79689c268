// Which exercises there are. Reads none of them.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of `exercises/` that hold an exercise, sorted. */
export async function exerciseSlugs(root: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, 'exercises'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'testkit')
    .map((entry) => entry.name)
    .sort();
}
