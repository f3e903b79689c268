// Answers that readers gave on pages, for the file of everything that is kept. Other small memories (theme, widths) belong to a machine
// and stay there.
import type { Memories } from '../storage/archive/archive.ts';
import { forget, keptKeys, readKept } from './kept.ts';
import { keepChoices, readChoices, validChoices } from './kept-choices.ts';

const prefix = 'choices:';

export const keptMemories: Memories = {
  all: () => Object.fromEntries(keptKeys(prefix).map((key) => [key, readKept(key) ?? ''])),

  merge(key, theirs) {
    if (!key.startsWith(prefix)) return false;
    const page = key.slice(prefix.length);
    const mine = readChoices(page);
    const merged = { ...parsed(theirs), ...mine };
    if (Object.keys(merged).length === Object.keys(mine).length) return false;
    keepChoices(page, merged);
    return true;
  },
};

export function forgetMemories(): void {
  for (const key of keptKeys(prefix)) forget(key);
}

function parsed(text: string): ReturnType<typeof validChoices> {
  try {
    return validChoices(JSON.parse(text));
  } catch {
    return {};
  }
}
