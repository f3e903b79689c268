// What an assignment board says, before it is drawn: rows, cells, chips and sentences, worked out from plain assignments.
// Knows no DOM and no Preact.
import type { MemberCase, OwnedByMember, PartitionName } from 'testkit';
import type { AssignmentBoardProps, BoardColumn } from './assignment-board.tsx';

/**
 * `plain`: nothing to remark. `wrong`: is here and should not be. `shared`: somebody else has it too.
 * `missing`: belongs here, and the column beside does not have it.
 */
type ChipState = 'plain' | 'wrong' | 'shared' | 'missing';

/** One partition, or a run of neighbors in the same state: first to last. */
export interface Chip {
  readonly first: number;
  readonly last: number;
  readonly state: ChipState;
}

export interface ChipGroup {
  readonly topic: string;
  readonly chips: readonly Chip[];
  /** Partitions behind the last chip drawn. */
  readonly more: number;
}

export interface BoardCell {
  readonly groups: readonly ChipGroup[];
  /** Remarks that chips cannot show, for the eye too: "orders-1 is c2's too", "order differs". */
  readonly remarks: readonly string[];
  /** The whole cell for a screen reader: "orders-0, orders-2 (wrong)". */
  readonly text: string;
}

export interface BoardRow {
  readonly kind: 'member' | 'stranger' | 'nobody';
  readonly label: string;
  /** Instance id and rack, where the member has them. */
  readonly detail: string | undefined;
  readonly agrees: boolean;
  /** One for each column; `undefined` where the column has no entry for this member at all. */
  readonly cells: readonly (BoardCell | undefined)[];
}

interface BoardModel {
  readonly columns: readonly string[];
  readonly rows: readonly BoardRow[];
  /** Members that were left out because nothing about them differs. */
  readonly agreeingLeftOut: number;
  /** Members that were left out although they differ, or in a board that compares nothing. */
  readonly othersLeftOut: number;
  /** "orders, 5 partitions; payments has no metadata". */
  readonly topicsText: string;
  /** Whether a chip needs its topic's name beside it. */
  readonly namesTopics: boolean;
}

const ROWS_MAX = 24;
const CHIPS_MAX = 14;
/** Runs of neighbors are folded into one chip in a cell that has more partitions of a topic than this. */
const FOLD_ABOVE = 10;

const nameOf = ([topic, partition]: PartitionName): string => `${topic}-${partition}`;

export function boardModel({ topics, members, columns }: AssignmentBoardProps): BoardModel {
  const views = columns.map((column) => viewOf(column, columns));
  const memberRows = members.map((member) => memberRow('member', member.memberId, detailOf(member), views));
  const known = new Set(members.map((member) => member.memberId));
  const strangers = [...new Set(columns.flatMap((column) => column.owned.map(([memberId]) => memberId)))]
    .filter((memberId) => !known.has(memberId))
    .map((memberId) => memberRow('stranger', memberId, 'not in the group', views));
  const nobody = nobodyRow(topics, views);

  const all = [...memberRows, ...strangers];
  // Most boards fit; in one that does not, what differs comes first and the rest is counted.
  const fits = all.length <= ROWS_MAX;
  const ordered = fits ? all : [...all.filter((row) => !row.agrees), ...all.filter((row) => row.agrees)];
  const drawn = ordered.slice(0, ROWS_MAX);
  const leftOut = ordered.slice(ROWS_MAX);
  const compares = columns.some((column) => column.comparedTo !== undefined);
  const agreeingLeftOut = compares ? leftOut.filter((row) => row.agrees).length : 0;
  return {
    columns: columns.map((column) => column.title),
    rows: nobody === undefined ? drawn : [...drawn, nobody],
    agreeingLeftOut,
    othersLeftOut: leftOut.length - agreeingLeftOut,
    topicsText: topicsText(topics),
    namesTopics: namesTopics(topics, columns),
  };
}

/** A column with what is asked of it again and again looked up once. */
interface ColumnView {
  readonly column: BoardColumn;
  readonly ownedBy: ReadonlyMap<string, readonly PartitionName[]>;
  readonly ownersOf: ReadonlyMap<string, readonly string[]>;
  readonly expected: Side | undefined;
  /** The column beside it that is measured against this one. */
  readonly measured: Side | undefined;
}

interface Side {
  readonly ownedBy: ReadonlyMap<string, ReadonlySet<string>>;
  readonly owned: OwnedByMember;
  readonly everything: ReadonlySet<string>;
}

function viewOf(column: BoardColumn, columns: readonly BoardColumn[]): ColumnView {
  const ownersOf = new Map<string, string[]>();
  for (const [memberId, partitions] of column.owned) {
    for (const name of new Set(partitions.map(nameOf))) {
      const owners = ownersOf.get(name);
      if (owners === undefined) ownersOf.set(name, [memberId]);
      else owners.push(memberId);
    }
  }
  const measured = columns.find((other) => other.comparedTo === column.owned);
  return {
    column,
    ownedBy: new Map(column.owned),
    ownersOf,
    expected: column.comparedTo && sideOf(column.comparedTo),
    measured: measured && sideOf(measured.owned),
  };
}

function sideOf(owned: OwnedByMember): Side {
  const ownedBy = new Map(owned.map(([memberId, partitions]) => [memberId, new Set(partitions.map(nameOf))]));
  return { ownedBy, owned, everything: new Set([...ownedBy.values()].flatMap((names) => [...names])) };
}

function memberRow(
  kind: 'member' | 'stranger',
  memberId: string,
  detail: string | undefined,
  views: readonly ColumnView[],
): BoardRow {
  const cells = views.map((view) => memberCell(memberId, view));
  const agrees =
    kind === 'member' &&
    views.every((view, index) => {
      const expected = view.expected;
      if (expected === undefined) return true;
      const cell = cells[index];
      const has = cell?.groups.every((group) => group.chips.every((chip) => chip.state === 'plain')) ?? false;
      const mine = new Set((view.ownedBy.get(memberId) ?? []).map(nameOf));
      return has && cell?.remarks.length === 0 && mine.size === (expected.ownedBy.get(memberId)?.size ?? 0);
    });
  return { kind, label: memberId, detail, agrees, cells };
}

function memberCell(memberId: string, view: ColumnView): BoardCell | undefined {
  const partitions = view.ownedBy.get(memberId);
  if (partitions === undefined) {
    // An entry that should be there and is not is the point of the row; one that nobody expects is only empty.
    return view.expected?.ownedBy.has(memberId) ? { groups: [], remarks: ['no entry'], text: 'no entry' } : undefined;
  }
  const remarks: string[] = [];
  const expected = view.expected?.ownedBy.get(memberId);
  const measured = view.measured && (view.measured.ownedBy.get(memberId) ?? new Set<string>());
  const counts = new Map<string, number>();
  for (const name of partitions.map(nameOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const stateOf = (name: string): ChipState => {
    const others = (view.ownersOf.get(name) ?? []).filter((owner) => owner !== memberId);
    if (others.length > 0) return 'shared';
    if (view.expected !== undefined && !expected?.has(name)) return 'wrong';
    return measured !== undefined && !measured.has(name) ? 'missing' : 'plain';
  };
  for (const [name, count] of counts) {
    const others = (view.ownersOf.get(name) ?? []).filter((owner) => owner !== memberId);
    if (others.length > 0) remarks.push(`${name} is also ${listOf(others, 2)}'s`);
    if (count > 1) remarks.push(`${name} stands here ${count} times`);
  }
  const expectedOrder = view.expected?.owned.find(([id]) => id === memberId)?.[1];
  if (expectedOrder !== undefined && differsInOrderOnly(partitions, expectedOrder)) remarks.push('in another order');
  return cellOf(partitions, stateOf, remarks.length > 3 ? [...remarks.slice(0, 3), 'and more like it'] : remarks);
}

function nobodyRow(topics: AssignmentBoardProps['topics'], views: readonly ColumnView[]): BoardRow | undefined {
  const everything = topics.flatMap(([topic, count]) =>
    Array.from({ length: count }, (_, partition): PartitionName => [topic, partition]),
  );
  const cells = views.map((view) => {
    const left = everything.filter((partition) => !view.ownersOf.has(nameOf(partition)));
    return cellOf(left, (name) => (view.expected?.everything.has(name) ? 'wrong' : 'plain'), []);
  });
  if (cells.every((cell) => cell.groups.length === 0)) return undefined;
  const agrees = cells.every((cell) =>
    cell.groups.every((group) => group.chips.every(({ state }) => state !== 'wrong')),
  );
  return { kind: 'nobody', label: 'nobody', detail: undefined, agrees, cells };
}

function cellOf(
  partitions: readonly PartitionName[],
  stateOf: (name: string) => ChipState,
  remarks: readonly string[],
): BoardCell {
  const folded = [...byTopic(partitions)].map(([topic, numbers]) => ({ topic, chips: fold(topic, numbers, stateOf) }));
  const groups = folded.map(({ topic, chips }): ChipGroup => {
    const drawn = chips.slice(0, CHIPS_MAX);
    const more = chips.slice(CHIPS_MAX).reduce((sum, chip) => sum + chip.last - chip.first + 1, 0);
    return { topic, chips: drawn, more };
  });
  const spoken = folded.flatMap(({ topic, chips }) => chips.map((chip) => spokenChip(topic, chip)));
  const text = [spoken.length === 0 ? 'nothing' : listOf(spoken, 40), ...remarks].join('; ');
  return { groups, remarks, text };
}

function byTopic(partitions: readonly PartitionName[]): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (const [topic, partition] of partitions) {
    const known = numbers.get(topic);
    if (known === undefined) numbers.set(topic, [partition]);
    else known.push(partition);
  }
  return numbers;
}

function fold(topic: string, numbers: readonly number[], stateOf: (name: string) => ChipState): readonly Chip[] {
  const chips: Chip[] = [];
  for (const number of numbers) {
    const state = stateOf(`${topic}-${number}`);
    const before = chips.at(-1);
    const continues = before !== undefined && before.state === state && before.last + 1 === number;
    if (numbers.length > FOLD_ABOVE && continues) chips[chips.length - 1] = { ...before, last: number };
    else chips.push({ first: number, last: number, state });
  }
  return chips;
}

export function chipLabel({ first, last }: Chip): string {
  return first === last ? String(first) : `${first}–${last}`;
}

const STATE_WORDS: Readonly<Record<ChipState, string>> = {
  plain: '',
  wrong: ' (wrong)',
  shared: ' (owned twice)',
  missing: ' (missing)',
};

function spokenChip(topic: string, chip: Chip): string {
  const name = chip.first === chip.last ? `${topic}-${chip.first}` : `${topic}-${chip.first} to ${topic}-${chip.last}`;
  return name + STATE_WORDS[chip.state];
}

function differsInOrderOnly(actual: readonly PartitionName[], expected: readonly PartitionName[]): boolean {
  // The order of topics is left open; within a topic it counts.
  const orderOf = (partitions: readonly PartitionName[]): string =>
    JSON.stringify([...byTopic(partitions)].sort(([a], [b]) => (a < b ? -1 : 1)));
  const sorted = (partitions: readonly PartitionName[]): string => JSON.stringify(partitions.map(nameOf).sort());
  return sorted(actual) === sorted(expected) && orderOf(actual) !== orderOf(expected);
}

function detailOf(member: MemberCase): string | undefined {
  const parts = [
    member.groupInstanceId === undefined ? [] : [`instance ${member.groupInstanceId}`],
    member.rackId === undefined ? [] : [`rack ${member.rackId}`],
  ].flat();
  return parts.length === 0 ? undefined : parts.join(', ');
}

function topicsText(topics: AssignmentBoardProps['topics']): string {
  const parts = topics.map(([topic, count]) =>
    count === 0 ? `${topic} has no metadata` : `${topic}, ${count} ${count === 1 ? 'partition' : 'partitions'}`,
  );
  return parts.length > 6 ? `${parts.slice(0, 6).join('; ')}; and ${parts.length - 6} more topics` : parts.join('; ');
}

function namesTopics(topics: AssignmentBoardProps['topics'], columns: readonly BoardColumn[]): boolean {
  const names = new Set(topics.filter(([, count]) => count > 0).map(([topic]) => topic));
  for (const { owned } of columns)
    for (const [, partitions] of owned) for (const [topic] of partitions) names.add(topic);
  return names.size > 1;
}

function listOf(items: readonly string[], max: number): string {
  return items.length > max ? `${items.slice(0, max).join(', ')} and ${items.length - max} more` : items.join(', ');
}
