// An agenda as a run sheet: when, how long, what, and what whoever leads the workshop does then. All of it is computed from the agenda and
// the course.
import type { Exercise } from '../../exercise.ts';
import type { Agenda, AgendaItem } from '../../workshop/agenda/agenda.ts';
import { clockAfter, lengthText, minutesBefore, minutesOf } from '../../workshop/agenda/editing.ts';
import { writeAddress } from '../../workshop/present/address.ts';
import { exerciseAddress, lessonAddress, presentAddress, toRoot } from './addresses.ts';
import { count } from './bench.ts';
import type { Lesson } from './course.ts';
import { type Html, html } from './html.ts';

export interface RunSheetCourse {
  readonly lessons: readonly Lesson[];
  readonly exercises: ReadonlyMap<string, Exercise>;
}

/** What an exercise's last minutes are for: handing in, the code word, the solution. */
const closingMinutes = 5;

export function runSheet({ items, startsAt = '00:00' }: Agenda, course: RunSheetCourse): Html {
  const { total, lesson, exercise, break: breaks } = minutesOf(items);
  const end = clockAfter(startsAt, total);
  const rows = items.map((item, at) => {
    const before = minutesBefore(items, at);
    const closesAt = clockAfter(startsAt, before + item.minutes - closingMinutes);
    const { what, todo } = rowOf(item, closesAt, course);
    return html`<tr class="is-${item.kind}"><th scope="row"><time>${clockAfter(startsAt, before)}</time></th><td>${item.minutes}</td><td>${what}</td><td>${todo}</td></tr>
`;
  });
  return html`<div class="table run-sheet" role="group" aria-label="Run sheet" tabindex="0"><table>
<caption>${startsAt} to ${end}: ${lengthText(lesson)} of lessons, ${lengthText(exercise)} of exercises, ${lengthText(breaks)} of breaks.</caption>
<thead><tr><th scope="col">At</th><th scope="col">Minutes</th><th scope="col">What</th><th scope="col">You</th></tr></thead>
<tbody>
${rows}<tr><th scope="row"><time>${end}</time></th><td></td><td>End</td><td></td></tr>
</tbody></table></div>
`;
}

function rowOf(
  item: AgendaItem,
  closesAt: string,
  { lessons, exercises }: RunSheetCourse,
): { readonly what: Html | string; readonly todo?: Html } {
  if (item.kind === 'break') return { what: item.title };
  const { slug } = item;
  if (item.kind === 'exercise') {
    const exercise = exercises.get(slug);
    const rules = count(exercise?.rules.length ?? 0, 'rule');
    return {
      what: html`<a href="${toRoot}${exerciseAddress(slug)}">${exercise?.title ?? slug}</a>`,
      todo: html`Walk the room: ${rules}. At ${closesAt} hand-ins, then the code word.`,
    };
  }
  const lesson = lessons.find((candidate) => candidate.slug === slug);
  const fences = (name: string): number => lesson?.body.match(new RegExp(`^\`\`\`${name}$`, 'gm'))?.length ?? 0;
  const present = `${toRoot}${presentAddress}${writeAddress({ programme: { kind: 'lesson', slug }, item: 0, step: 0, isNotes: false })}`;
  return {
    what: html`<a href="${toRoot}${lessonAddress(slug)}">${lesson?.title ?? slug}</a>`,
    todo: html`<a href="${present}">Present</a>: ${count(fences('predict'), 'prediction')} to vote on, ${count(fences('scene') + fences('assignment'), 'scene')}.`,
  };
}
