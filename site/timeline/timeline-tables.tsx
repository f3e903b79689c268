// Floor 7. A timeline's content as tables: the way to it for a screen reader, and for whoever wants the numbers.
import { h } from 'preact';
import type { TimelineTable } from './model/tables.ts';

interface TimelineTablesProps {
  readonly tables: readonly TimelineTable[];
}

export function TimelineTables({ tables }: TimelineTablesProps) {
  // It scrolls sideways where there is no room, so that it must be reached with the keyboard; there is nothing to focus in it.
  return h(
    'div',
    { class: 'timeline-tables', role: 'group', 'aria-label': 'The timeline as tables', tabIndex: 0 },
    tables.map((table) => <OneTable key={table.title} table={table} />),
  );
}

function OneTable({ table: { title, columns, rows, more } }: { readonly table: TimelineTable }) {
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && (
          <tr>
            <td colSpan={columns.length}>none</td>
          </tr>
        )}
        {rows.map((cells, index) => (
          // Rows have a fixed order and no identity but their place.
          <tr key={String(index)}>
            {cells.map((cell, column) => (
              <td key={columns[column]}>{cell}</td>
            ))}
          </tr>
        ))}
        {more > 0 && (
          <tr>
            <td colSpan={columns.length}>and {more.toLocaleString('en-US')} more</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
