// Which assignor a group uses. Floor 7.
import type { ScenarioInput } from 'simulator';
import { castOf, shuffled } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform, type Run } from './run.ts';
import { and, code, ms } from './words.ts';

const known = ['range', 'roundrobin', 'sticky', 'cooperative-sticky'] as const;
const joinMs = 12_000;
const askedMs = 24_000;

const refused = 'the group stays as it is: the newcomer is refused with `INCONSISTENT_GROUP_PROTOCOL`';

/** The assignor of the newest generation. */
const chosenIn = (run: Run): string | undefined => {
  const generation = run.trace.findLast((event) => event.kind === 'group.generation');
  return generation?.kind === 'group.generation' ? (generation.protocolName ?? undefined) : undefined;
};

export const assignorVote: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 4);
  const [topic = ''] = topics;
  const newcomer = consumers.at(-1) ?? '';
  // All of the old members know the first two.
  const [shared = '', second = '', ...rest] = shuffled(random, known);
  const lists = Object.fromEntries(
    consumers.map((consumer): [string, readonly string[]] => {
      if (consumer === newcomer && random.chance(0.3)) return [consumer, rest.slice(0, 1)];
      if (consumer === newcomer && random.chance(0.3)) return [consumer, [second]];
      return [consumer, shuffled(random, [shared, second, ...rest.filter(() => random.chance(0.3))])];
    }),
  );
  const scenarioOf = (who: readonly string[]): ScenarioInput => ({
    for: ms(askedMs + 2000),
    brokers: 1,
    topics: { [topic]: 8 },
    groups: { [group]: { topics: [topic] } },
    consumers: Object.fromEntries(
      who.map((consumer) => [
        consumer,
        { group, assignor: lists[consumer] ?? [], ...(consumer === newcomer && { start: ms(joinMs) }) },
      ]),
    ),
  });
  // With as many votes for one as for another, the answer would hang on the order of a hash map.
  const common = known.filter((name) => consumers.every((consumer) => lists[consumer]?.includes(name)));
  const votes = common
    .map(
      (name) =>
        consumers.filter((consumer) => lists[consumer]?.find((each) => common.some((other) => other === each)) === name)
          .length,
    )
    .sort((a, b) => b - a);
  if (common.length > 0 && votes[0] === votes[1]) return undefined;
  const scenario = scenarioOf(consumers);
  const run = perform(scenario);
  const before = perform(scenarioOf(consumers.slice(0, -1)));
  const isRefused = run.owned(newcomer, askedMs).length === 0 && run.count(`generation at ${askedMs}ms`) === 1;
  const chosen = chosenIn(run);
  if (chosen === undefined) return undefined;
  const right = isRefused ? refused : code(chosen);
  const firstOf = (consumer: string | undefined): string => code(lists[consumer ?? '']?.[0] ?? shared);
  return {
    question: `The group ${code(group)} is Stable. Then ${code(newcomer)} joins. Each consumer’s ${code('partition.assignment.strategy')} is in the table, the most wanted first, by the names that the assignors have in the protocol. Which assignor divides the partitions in the end?`,
    given: consumers.map((consumer) => ({
      label: code(consumer),
      value: (lists[consumer] ?? []).map(code).join(', '),
    })),
    right,
    wrong: [chosenIn(before) ?? '', shared, second]
      .map(code)
      .concat(firstOf(newcomer), firstOf(consumers[0]), refused, rest.map(code)),
    because: isRefused
      ? `Nothing that ${code(newcomer)} offers is in the list of every member, so that the coordinator answers its JoinGroup with INCONSISTENT_GROUP_PROTOCOL. The others go on with ${code(chosen)}, in the generation that they had.`
      : `${code(chosen)}. Only ${and(common)} ${common.length === 1 ? 'is' : 'are'} in every list, and each member votes for the first of its own list that is. ${common.length === 1 ? 'There is nothing to choose.' : `${code(chosen)} has most votes, ${votes[0]} of ${consumers.length}.`}`,
    scenario,
    show: { from: joinMs - 2000, to: askedMs + 2000, at: askedMs, detail: 'messages' },
  };
};
