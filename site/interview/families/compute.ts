// A question of a family out of a seed: drawn, played, its options laid out. Same family and seed, same question. Floor 7; knows no page.
import { RandomStream } from 'simulator';
import { shuffled } from './cast.ts';
import type { Draft } from './draft.ts';
import { draws } from './draws.ts';
import { families } from './families.ts';
import type { ComputedQuestion } from './question.ts';

const optionsMax = 4;
/** Nearly all are fair at the first: whoever needs more has a family whose numbers are drawn badly. */
const attemptsMax = 60;

/**
 * @param seed any whole number
 * @throws RangeError for a family that is not there
 */
export function computeQuestion(familyId: string, seed: number): ComputedQuestion {
  const family = families.find(({ id }) => id === familyId);
  if (family === undefined) throw new RangeError(`There are no questions "${familyId}".`);
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const random = new RandomStream(`${familyId}/${seed}/${attempt}`);
    const draft = draws[family.id](random);
    const options = draft && optionsOf(draft, random);
    if (draft === undefined || options === undefined) continue;
    const { question, given, right, because, scenario, show } = draft;
    const { from, to, at, detail = 'callbacks' } = show;
    return {
      familyId,
      seed,
      question,
      given,
      options,
      rightIndex: options.indexOf(right),
      because,
      scenario: { ...scenario },
      show: { groupId: groupOf(draft), fromMs: from, toMs: to, atMs: at, detail, rows: 'auto' },
      followUps: family.followUps,
    };
  }
  throw new Error(`No fair question of "${familyId}" could be drawn with the seed ${seed}.`);
}

/** @returns `undefined` when there is too little to choose from */
function optionsOf({ right, wrong }: Draft, random: RandomStream): readonly string[] | undefined {
  const others = [...new Set(wrong)].filter((option) => option !== right).slice(0, optionsMax - 1);
  return others.length < 2 ? undefined : shuffled(random, [right, ...others]);
}

function groupOf({ scenario }: Draft): string {
  const [group] = Object.keys(scenario.groups ?? {});
  if (group === undefined) throw new Error('The scenario of a question names its group.');
  return group;
}
