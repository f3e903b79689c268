// The assignment board: members and the partitions they were given, side by side. Rendered at build time in lessons, live in the workbench.
import type { MemberCase, OwnedByMember } from 'testkit';
import { type BoardCell, type BoardRow, boardModel, type Chip, type ChipGroup, chipLabel } from './board-model.ts';

export interface AssignmentBoardProps {
  readonly topics: readonly (readonly [topic: string, partitionCount: number])[];
  readonly members: readonly MemberCase[];
  readonly columns: readonly BoardColumn[];
}

export interface BoardColumn {
  /** "yours", "Kafka", "range", ... */
  readonly title: string;
  readonly owned: OwnedByMember;
  /**
   * Where it is there, cells show the difference from it: what is too much, what nobody has, what two have.
   * A column that is another one's `comparedTo` (the same array) shows hollow what that one is missing.
   */
  readonly comparedTo?: OwnedByMember | undefined;
}

export function AssignmentBoard(props: AssignmentBoardProps) {
  const model = boardModel(props);
  // One width for all topic names, so that the same partitions of two topics stand under each other.
  const topicWidth = Math.max(0, ...props.topics.map(([topic]) => topic.length));
  const left = [
    model.agreeingLeftOut > 0
      ? `and ${members(model.agreeingLeftOut)} that ${model.agreeingLeftOut === 1 ? 'agrees' : 'agree'}`
      : '',
    model.othersLeftOut > 0 ? `and ${members(model.othersLeftOut)} more, not shown` : '',
  ].filter((text) => text !== '');
  return (
    <div class="board-scroll">
      <table class="board" style={{ '--topic-width': `${topicWidth}ch` }}>
        <thead>
          <tr>
            <th scope="col">
              <span class="board-hidden">member</span>
            </th>
            {model.columns.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {model.rows.map((row) => (
            <Row key={`${row.kind} ${row.label}`} row={row} namesTopics={model.namesTopics} />
          ))}
          {left.length > 0 && (
            <tr class="board-left">
              <td colSpan={model.columns.length + 1}>{left.join('; ')}</td>
            </tr>
          )}
        </tbody>
      </table>
      <p class="board-topics">{model.topicsText}</p>
    </div>
  );
}

const members = (count: number): string => `${count} ${count === 1 ? 'member' : 'members'}`;

function Row({ row, namesTopics }: { readonly row: BoardRow; readonly namesTopics: boolean }) {
  return (
    <tr class={`board-row is-${row.kind}${row.agrees ? '' : ' differs'}`}>
      <th scope="row">
        {row.label}
        {row.detail !== undefined && <span class="board-detail">{row.detail}</span>}
      </th>
      {row.cells.map((cell, index) => (
        // Columns have a fixed order and no identity but their place.
        <td key={String(index)}>{cell && <Cell cell={cell} namesTopics={namesTopics} />}</td>
      ))}
    </tr>
  );
}

function Cell({ cell, namesTopics }: { readonly cell: BoardCell; readonly namesTopics: boolean }) {
  return (
    <>
      <span class="board-hidden">{cell.text}</span>
      <span aria-hidden="true">
        {cell.groups.map((group) => (
          <Group key={group.topic} group={group} namesTopics={namesTopics} />
        ))}
        {cell.remarks.map((remark) => (
          <span key={remark} class="board-remark">
            {remark}
          </span>
        ))}
      </span>
    </>
  );
}

function Group({ group, namesTopics }: { readonly group: ChipGroup; readonly namesTopics: boolean }) {
  return (
    <span class="board-group">
      {namesTopics && <span class="board-topic">{group.topic}</span>}
      {group.chips.map((chip) => (
        <span key={`${chip.first} ${chip.state}`} class={`chip is-${chip.state} ${colorOf(chip)}`}>
          {chipLabel(chip)}
        </span>
      ))}
      {group.more > 0 && <span class="board-more">and {group.more} more</span>}
    </span>
  );
}

/** A run of partitions has no color of its own. */
function colorOf(chip: Chip): string {
  return chip.first === chip.last ? `p${chip.first % 10}` : 'run';
}
