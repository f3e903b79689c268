// Floor 6. Reads recorded cases written one a line, short enough to stand in a suite's folder:
//   range-random-0042 | orders:5 logs:2 | c1 orders[0-2] logs[0] | c2@inst-a orders[3-4] gone[]
// Id, topics with partition counts, then each member (with its instance id) and, for each topic of its subscription, what Kafka gave it.
import type { OwnedByMember, PartitionName } from './evidence.ts';
import type { NamedAssignmentCase } from './expect-assignment.ts';
import { clusterOf, type GroupMember, subscriptionsOf } from './group-case.ts';

/** @throws SyntaxError naming the line and what cannot be read in it. */
export function readRecordedCases(lines: string): readonly NamedAssignmentCase[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readCase)
    .map(prepared);
}

/** What assign() will be handed is made now, while nobody waits, and not during a run. */
function prepared(testCase: NamedAssignmentCase): NamedAssignmentCase {
  clusterOf(testCase);
  subscriptionsOf(testCase);
  return testCase;
}

function readCase(line: string): NamedAssignmentCase {
  const [id = '', topics = '', ...members] = line.split('|').map((field) => field.trim());
  const read = members.map((field) => readMember(field, line));
  return {
    id,
    topics: words(topics).map((word) => {
      const [, topic, count] = /^(.+):(\d+)$/.exec(word) ?? unreadable(word, 'topic:count', line);
      return [topic ?? '', Number(count)];
    }),
    members: read.map(({ member }) => member),
    expected: read.map(({ member, given }): OwnedByMember[number] => [member.memberId, given]),
  };
}

function readMember(field: string, line: string): { member: GroupMember; given: readonly PartitionName[] } {
  const [who = '', ...shares] = words(field);
  const [memberId = '', groupInstanceId] = who.split('@');
  const read = shares.map((share) => {
    const [, topic = '', runs = ''] = /^(.+)\[(.*)\]$/.exec(share) ?? unreadable(share, 'topic[0-2]', line);
    return { topic, numbers: runs === '' ? [] : runs.split(',').flatMap((run) => readRun(run, line)) };
  });
  return {
    member: { memberId, groupInstanceId, rackId: undefined, topics: read.map(({ topic }) => topic) },
    given: read.flatMap(({ topic, numbers }) => numbers.map((partition): PartitionName => [topic, partition])),
  };
}

/** `3` or `3-5`. */
function readRun(run: string, line: string): readonly number[] {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(run) ?? unreadable(run, '3 or 3-5', line);
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index);
}

function words(field: string): readonly string[] {
  return field.split(' ').filter((word) => word !== '');
}

function unreadable(word: string, form: string, line: string): never {
  throw new SyntaxError(`Cannot read '${word}' in the recorded case '${line.trim()}': write it as ${form}.`);
}
