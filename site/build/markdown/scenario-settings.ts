// What the reader of a scene may change. Every choice that can be made is checked while the page is built, so that none of them leads
// nowhere. Knows no page.
import {
  type Choice,
  type ScenarioText,
  type Setting,
  type SettingValue,
  withChoice,
  writtenValue,
} from '../../scene/vary.ts';
import { suggestion } from './problems.ts';
import type { RunStage } from './run-stage.ts';

export interface SettingsOf {
  readonly written: ScenarioText;
  readonly groupId: string;
  readonly runs: RunStage;
  readonly report: (path: readonly PropertyKey[], problem: string) => undefined;
}

/** @returns those that are in order; what is wrong with the others was reported */
export function readSettings(
  vary: Readonly<Record<string, SettingValue | readonly SettingValue[]>>,
  { written, groupId, runs, report }: SettingsOf,
): readonly Setting[] {
  const settings: Setting[] = [];
  for (const [key, offered] of Object.entries(vary)) {
    const path = ['vary', key];
    const known = runs.settings.get(key);
    if (known === undefined) {
      report(path, `"${key}" cannot be varied; ${suggestion(key, runs.settings.keys())}`);
      continue;
    }
    const values = valuesIn(offered);
    if (values === undefined || values.length < 2 || new Set(values.map(String)).size < values.length) {
      report(path, 'write two or more values, each once: [6000, 45000], or for counts 2..5');
      continue;
    }
    const held = writtenValue(written, groupId, key, known.place) ?? known.defaultValue;
    const original = values.find((value) => String(value) === String(held));
    if (original === undefined) {
      const now =
        held === undefined ? 'the scenario does not say it, and it has no default' : `the scenario has ${held}`;
      report(path, `${now}; the values are ${values.join(', ')}, and that has to be one of them`);
      continue;
    }
    settings.push({ key, place: known.place, values, original });
  }
  checkChoices(settings, { written, groupId, runs, report });
  return settings;
}

function checkChoices(settings: readonly Setting[], { written, groupId, runs, report }: SettingsOf): void {
  const count = settings.reduce((product, { values }) => product * values.length, 1);
  if (count > choicesMax) {
    report(['vary'], `a reader could choose in ${count} ways; offer fewer values, for ${choicesMax} ways at most`);
    return;
  }
  const failed: (readonly string[])[] = [];
  for (const choice of choicesOf(settings)) {
    const parsed = runs.parse(withChoice(written, groupId, settings, choice));
    if ('scenario' in parsed) continue;
    const chosen = settings.filter(({ key, original }) => choice[key] !== original);
    const words = chosen.map(({ key }) => `${key} ${choice[key]}`);
    // What is wrong with one choice is wrong with it beside every other.
    if (failed.some((fewer) => fewer.every((word) => words.includes(word)))) continue;
    failed.push(words);
    const [problem] = parsed.problems;
    report(
      ['vary', chosen.at(-1)?.key ?? ''],
      `with ${words.join(' and ')} the scenario cannot be run: ${problem?.text ?? 'it is refused'}`,
    );
  }
}

const choicesMax = 256;

/** Every combination, those with the fewest changes first. */
function choicesOf(settings: readonly Setting[]): readonly Choice[] {
  let choices: Choice[] = [{}];
  for (const { key, values } of settings) {
    choices = choices.flatMap((choice) => values.map((value) => ({ ...choice, [key]: value })));
  }
  const changes = (choice: Choice): number => settings.filter(({ key, original }) => choice[key] !== original).length;
  return choices.toSorted((a, b) => changes(a) - changes(b));
}

/** `2..5` is 2, 3, 4 and 5. */
function valuesIn(offered: SettingValue | readonly SettingValue[]): readonly SettingValue[] | undefined {
  if (typeof offered === 'object') return offered;
  const [, least, most] = /^(\d+)\.\.(\d+)$/.exec(String(offered)) ?? [];
  if (least === undefined || most === undefined || Number(most) - Number(least) > 20) return undefined;
  return Array.from({ length: Number(most) - Number(least) + 1 }, (_, index) => Number(least) + index);
}

/** What an author chose among what a reader can choose. @returns `undefined` when something was reported */
export function choiceOf(
  chosen: Readonly<Record<string, SettingValue>>,
  settings: readonly Setting[],
  report: (path: readonly PropertyKey[], problem: string) => undefined,
): Choice | undefined {
  const choice: Record<string, SettingValue> = {};
  for (const [key, wanted] of Object.entries(chosen)) {
    const setting = settings.find((known) => known.key === key);
    if (setting === undefined) {
      const known = settings.map((offered) => offered.key);
      return report([key], `"${key}" is not offered under \`vary\`; ${suggestion(key, known)}`);
    }
    const value = setting.values.find((offered) => String(offered) === String(wanted));
    if (value === undefined) return report([key], `${key} can be ${setting.values.join(', ')}, not ${wanted}`);
    choice[key] = value;
  }
  return choice;
}
