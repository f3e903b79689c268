// Floor 7. The code that lessons show in tabs, with its place. Knows nothing of what is checked.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Tab {
  /** From the project's root. */
  readonly file: string;
  /** Of the first line of code, from 1. */
  readonly line: number;
  readonly language: 'ts' | 'java' | 'python';
  readonly code: string;
}

/** All tabs of all lessons, in the order of the lessons' slugs. */
export function readTabs(root: string): readonly Tab[] {
  return readdirSync(join(root, 'lessons'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `lessons/${entry.name}/lesson.md`)
    .sort()
    .flatMap((file) => tabsIn(file, readFileSync(join(root, file), 'utf8')));
}

/** A tab is a fence with a title, ` ```java Java `: other code on a page is no example to deploy. */
export function tabsIn(file: string, markdown: string): readonly Tab[] {
  const tabs: Tab[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, language] = /^```(ts|java|python) \S/.exec(lines[at] ?? '') ?? [];
    if (language !== 'ts' && language !== 'java' && language !== 'python') continue;
    const end = lines.indexOf('```', at + 1);
    tabs.push({ file, line: at + 2, language, code: lines.slice(at + 1, end).join('\n') });
    at = end;
  }
  return tabs;
}
