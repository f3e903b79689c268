// Floor 7. A timeline's content as tables: the way to it for a screen reader, and for whoever wants the numbers.
import type { TimelineTable } from './model/tables.ts';

export function TimelineTables({ tables }: { readonly tables: readonly TimelineTable[] }) {
  return (
    <div class="timeline-tables">
      {tables.map(({ title, columns, rows, more }) => (
        <table key={title}>
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
      ))}
    </div>
  );
}
