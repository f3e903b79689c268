// Floor 7. Where what an attendee's browser said of an answer differs from what came of running it here.
import type { ShortResult } from '../hand-in/hand-in.ts';

/** @returns a sentence, or `undefined` where they agree */
export function differenceOf(claim: ShortResult, here: ShortResult): string | undefined {
  const changed = rulesOf(claim, here).filter((rule) => stateIn(claim, rule) !== stateIn(here, rule));
  if (changed.length === 0 && claim.passed === here.passed) return undefined;
  const rules = changed.map((rule) => `${rule} ${stateIn(claim, rule)}, here ${stateIn(here, rule)}`);
  return [`Handed in as ${inWords(claim)}; run here, it is ${inWords(here)}`, ...rules].join('; ').concat('.');
}

export function inWords({ passed, passedRules, rules, ending }: ShortResult): string {
  if (passed) return 'passed';
  return `${passedRules.length} of ${rules}${ending === undefined ? '' : `, ${lowered(ending)}`}`;
}

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');

function rulesOf(...results: readonly ShortResult[]): readonly string[] {
  const all = results.flatMap(({ passedRules, failedRules }) => [
    ...passedRules,
    ...failedRules.map(({ rule }) => rule),
  ]);
  return [...new Set(all)].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}

function stateIn({ passedRules, failedRules }: ShortResult, rule: string): 'holds' | 'fails' | 'is open' {
  if (failedRules.some((failed) => failed.rule === rule)) return 'fails';
  return passedRules.includes(rule) ? 'holds' : 'is open';
}
