// Which callback comes next, and with what. Floor 7.
import type { EventInput, RandomStream, ScenarioInput } from 'simulator';
import { castOf } from './cast.ts';
import type { Draw } from './draft.ts';
import { perform } from './run.ts';
import { and, code, ms, seconds } from './words.ts';

const atMs = 14_000;
const sessionMs = 8000;
const pollMs = 15_000;

interface Plot {
  readonly story: string;
  readonly event?: EventInput;
  readonly newcomerStart?: number;
  readonly assignor: 'range' | 'cooperative-sticky';
  readonly asked: string;
  readonly why: string;
}

const called = (callback: string, partitions: readonly string[]): string =>
  partitions.length === 0
    ? `${code(`${callback}()`)}, with no partitions`
    : code(`${callback}(${partitions.join(', ')})`);

const nothing = 'none at all';

export const nextCallback: Draw = (random) => {
  const { group, topics, consumers } = castOf(random, 3);
  const [topic = ''] = topics;
  const [first = '', second = '', newcomer = ''] = consumers;
  const partitions = random.integer(4, 9);
  const { story, event, newcomerStart, assignor, asked, why } = plotOf(random, first, second, newcomer);
  const scenario: ScenarioInput = {
    for: '60s',
    brokers: 1,
    topics: { [topic]: partitions },
    groups: {
      [group]: {
        topics: [topic],
        assignor,
        config: { 'session.timeout.ms': sessionMs, 'max.poll.interval.ms': pollMs },
      },
    },
    consumers: {
      [first]: { group },
      [second]: { group },
      ...(newcomerStart !== undefined && { [newcomer]: { group, start: ms(newcomerStart) } }),
    },
    ...(event !== undefined && { events: [event] }),
  };
  const run = perform(scenario, { from: atMs });
  const call = run.facts.callbacks.find(({ consumer }) => consumer === asked);
  const owned = run.owned(asked, atMs - 1000);
  const others = run.owned(asked === first ? second : first, atMs - 1000);
  const kept = owned.slice(0, Math.ceil(partitions / 3));
  const lost = owned.slice(Math.ceil(partitions / 3));
  const right = call === undefined ? nothing : called(call.callback, call.partitions);
  return {
    question: `${and([first, second])} share ${code(topic)} in the group ${code(group)}, and neither has a ${code('group.instance.id')}. ${story} Which callback of the rebalance listener of ${code(asked)} runs next, after ${seconds(atMs)}?`,
    given: [
      { label: 'assignor', value: `${code(assignor)} alone` },
      { label: `${code(asked)} owns before`, value: and(owned) },
      { label: code('session.timeout.ms'), value: String(sessionMs) },
      { label: code('max.poll.interval.ms'), value: String(pollMs) },
    ],
    right,
    wrong: [
      called('onPartitionsRevoked', owned),
      called('onPartitionsLost', owned),
      ...(asked === first || event === undefined
        ? [called('onPartitionsRevoked', lost)]
        : [called('onPartitionsAssigned', others)]),
      called('onPartitionsAssigned', []),
      called('onPartitionsAssigned', kept),
      nothing,
    ],
    because: `${why} In the run: ${call === undefined ? 'no callback of it in the rest of the run' : `${right}, at ${seconds(call.fromMs)}`}.`,
    scenario,
    show: {
      from: atMs - 1000,
      to: (call?.fromMs ?? atMs + sessionMs) + 5000,
      at: (call?.fromMs ?? atMs + sessionMs) + 500,
    },
  };
};

function plotOf(random: RandomStream, first: string, second: string, newcomer: string): Plot {
  const assignor = random.pick(['range', 'cooperative-sticky'] as const);
  const isEager = assignor === 'range';
  const at = ms(atMs);
  const kind = random.pick(['joins', 'closes', 'crash of the other', 'freeze', 'slow', 'killed'] as const);
  switch (kind) {
    case 'joins':
      return {
        ...{ story: `At ${seconds(atMs)} ${code(newcomer)} joins.`, newcomerStart: atMs, assignor, asked: first },
        why: isEager
          ? 'An eager member gives up all that it has before it joins again, whatever it is to get back.'
          : 'A cooperative member keeps everything while it joins. What it is to give up it learns from SyncGroup, and only that is revoked.',
      };
    case 'closes':
      return {
        ...{
          story: `At ${seconds(atMs)} ${code(first)} is asked to stop: it leaves its loop and calls ${code('close()')}.`,
          assignor,
        },
        ...{ event: { at, close: first }, asked: first },
        why: 'A member in good standing that closes has everything revoked, before it leaves. It is still the owner and can commit.',
      };
    case 'crash of the other':
      return {
        ...{ story: `At ${seconds(atMs)} the process of ${code(first)} is killed, for good.`, assignor },
        ...{ event: { at, crash: first }, asked: second },
        why: isEager
          ? 'Once the session has ended the group rebalances, and an eager member first gives up what it has, though it gets all of it back.'
          : 'Once the session has ended the group rebalances. Nobody owns what the dead member had, so that a cooperative member gives up nothing and gets it in one round.',
      };
    case 'freeze':
      return {
        story: `At ${seconds(atMs)} the whole process of ${code(first)} stands still, heartbeats included, for 20 s, and goes on.`,
        ...{ event: { at, freeze: first, for: '20s' }, assignor, asked: first },
        why: 'The coordinator has removed it meanwhile. Its next heartbeat is answered UNKNOWN_MEMBER_ID, and what it had belongs to others: it is lost, not revoked.',
      };
    case 'slow':
      return {
        story: `At ${seconds(atMs)} the handler of ${code(first)} begins something that takes 25 s; only then it polls again. Its heartbeats go on.`,
        ...{ event: { at, blockPoll: first, for: '25s' }, assignor, asked: first },
        why: `After ${seconds(pollMs)} without a poll its own heartbeat thread leaves the group. Callbacks run in ${code('poll')} alone, so that it hears of that in the next one, when it has lost everything.`,
      };
    case 'killed':
      return {
        ...{ story: `At ${seconds(atMs)} the process of ${code(first)} is killed, for good.`, assignor },
        ...{ event: { at, crash: first }, asked: first },
        why: 'A process that is killed runs nothing any more. What must not be lost has to be committed before.',
      };
  }
}
