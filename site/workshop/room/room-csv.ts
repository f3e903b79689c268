// Floor 7. The room as CSV (RFC 4180), for a spreadsheet: one line for each attendee and exercise. What attendees wrote stays text there.
import type { RollUp } from './roll-up.ts';

const columns = [
  'attendee',
  'attendee_id',
  'exercise',
  'passed',
  'rules_held',
  'rules',
  'stuck_on_rule',
  'message',
  'basis',
  'difference',
  'handed_in_at',
] as const;

/** Begins with a byte order mark, by which spreadsheets know UTF-8. Lines end with CR LF. */
export function roomCsv({ people, columns: slugs }: RollUp): string {
  const lines = people.flatMap((person) =>
    slugs.flatMap((slug) => {
      const standing = person.standings.get(slug);
      if (standing === undefined) return [];
      const { shown, judged, stuckOn, difference } = standing;
      return [
        [
          person.name,
          person.id,
          slug,
          shown === undefined ? '' : shown.passed ? 'yes' : 'no',
          shown?.passedRules.length ?? '',
          shown?.rules ?? '',
          stuckOn?.rule ?? '',
          stuckOn?.message ?? '',
          shown === undefined ? 'not run' : shown === judged?.result ? 'run here' : 'claimed',
          difference ?? '',
          new Date(person.lastAt).toISOString(),
        ],
      ];
    }),
  );
  return `\ufeff${[columns, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`;
}

/** A spreadsheet takes what begins with one of these for a formula, also after blanks. An apostrophe says that it is text. */
const formula = /^\s*[=+\-@\t\r\n|%]/;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  return `"${(formula.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
}
