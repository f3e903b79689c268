// Floor 7. Where a link brings an attendee: what it sets up, and nothing before the attendee agrees.
import { useSignal } from '@preact/signals';
import type { Agenda, AgendaItem } from '../agenda/agenda.ts';
import { lengthText, minutesOf } from '../agenda/editing.ts';
import type { AgendaLink } from '../agenda/link.ts';
import { type CourseData, itemWords } from '../course-data.ts';
import { AgendaList, type ListedItem } from './agenda-list.tsx';
import type { Attendance } from './attendance.ts';
import { heldBackText } from './attending.ts';

export interface JoinViewProps {
  readonly link: AgendaLink;
  readonly attendance: Attendance;
  readonly course: CourseData;
  readonly toRoot: string;
}

export function JoinView({ link, attendance, course, toRoot }: JoinViewProps) {
  const attending = attendance.attending.value;
  const current =
    attending === undefined ? null : (
      <p>
        You are in the workshop “{attending.agenda.name}”. <a href={toRoot}>The course map</a> shows its agenda, and
        lets you leave.
      </p>
    );
  if (link.kind === 'none') {
    return (
      <>
        <p>This page is opened by a link of your instructor, which carries an agenda. This address carries none.</p>
        {current}
      </>
    );
  }
  if (link.kind === 'damaged') {
    return (
      <>
        <p class="workshop-trouble" role="alert">
          The agenda in this link cannot be read. {link.why} Nothing was changed: ask your instructor for the link
          again.
        </p>
        {current}
      </>
    );
  }
  if (attending !== undefined && JSON.stringify(attending.agenda) === JSON.stringify(link.agenda)) return current;
  return <Offer agenda={link.agenda} attendance={attendance} course={course} toRoot={toRoot} />;
}

function Offer({ agenda, attendance, course, toRoot }: Omit<JoinViewProps, 'link'> & { readonly agenda: Agenda }) {
  const trouble = useSignal('');
  const attending = attendance.attending.value;
  const describe = (item: AgendaItem): ListedItem => {
    const { title, kind, isKnown } = itemWords(item, course);
    const state = isKnown ? '' : 'not in this version of the course';
    return { title, kind, href: undefined, state, isDone: false };
  };
  const held = heldBackText(agenda.heldBack);
  const exercises = new Set(agenda.items.flatMap((item) => (item.kind === 'exercise' ? [item.slug] : []))).size;
  const join = async (): Promise<void> => {
    const failure = await attendance.join(agenda, Date.now());
    if (failure === undefined) location.assign(toRoot);
    else trouble.value = failure;
  };
  return (
    <>
      <h2>{agenda.name}</h2>
      <p>If you agree, this browser is set up for the workshop:</p>
      <ul class="join-does">
        <li>
          The course map shows the agenda below, {lengthText(minutesOf(agenda.items).total)} in all, and what is next.
        </li>
        {held !== '' && exercises > 0 && (
          <li>
            The {held} of {exercises === 1 ? 'the exercise' : `these ${exercises} exercises`} are held back until your
            instructor says a code word. This is courtesy, not security: it keeps you from stumbling over them.
          </li>
        )}
        <li>Your drafts, answers and progress stay as they are, in this browser. Nothing is sent to anybody.</li>
        <li>You can leave the workshop on the course map at any time, and everything is as before.</li>
        {attending !== undefined && (
          <li>It takes the place of “{attending.agenda.name}”, the workshop that you are in.</li>
        )}
      </ul>
      <p class="join-actions">
        <button type="button" class="button primary" onClick={join}>
          Set it up
        </button>
        <a class="button" href={toRoot}>
          No, to the course
        </a>
      </p>
      {trouble.value !== '' && (
        <p class="workshop-trouble" role="alert">
          {trouble.value}
        </p>
      )}
      <AgendaList agenda={agenda} describe={describe} />
    </>
  );
}
