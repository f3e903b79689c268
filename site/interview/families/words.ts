// How the families write numbers, names and lists. Floor 7.
import type { ScenarioInput } from 'simulator';

export const code = (name: string): string => `\`${name}\``;

/** `c1`, `c2` and `c3`, each as code. */
export function and(names: readonly string[]): string {
  const coded = names.map(code);
  return coded.length < 2 ? coded.join('') : `${coded.slice(0, -1).join(', ')} and ${coded.at(-1)}`;
}

/** `1 partition`, `3 partitions`. */
export const many = (count: number, noun: string): string => `${count} ${count === 1 ? noun : `${noun}s`}`;

/** To a tenth of a second: `12 s`, `12.4 s`. */
export const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** As a scenario has it. */
export const ms = (count: number): ScenarioInput['for'] => `${count}ms`;

/** Numbers that are near, for where beliefs give too few: 0 or more, and never the right one. */
export function near(right: number, beliefs: readonly number[]): readonly number[] {
  const others = [...beliefs, right + 1, right - 1, right + 2, right - 2, right + 3];
  return [...new Set(others)].filter((number) => number >= 0 && number !== right && Number.isInteger(number));
}

/** Times that nobody takes for the right one or for each other. @param leastMs how far apart they are at least */
export function apart(rightMs: number, beliefs: readonly number[], leastMs: number): readonly number[] {
  const kept = [rightMs];
  for (const belief of beliefs) {
    if (belief >= 0 && kept.every((other) => Math.abs(other - belief) >= leastMs)) kept.push(belief);
  }
  return kept.slice(1);
}
