// Floor 7. The presenter's page without an address that says what to present: agendas of this browser, and the lessons of the course.
import type { KeptAgenda } from '../../storage/workshop-records.ts';
import type { CourseData } from '../course-data.ts';
import { writeAddress } from './address.ts';
import { KeySheet } from './key-sheet.tsx';

export interface ChooseViewProps {
  readonly agendas: readonly KeptAgenda[];
  readonly course: CourseData;
  readonly toRoot: string;
  /** A whole sentence, where what was asked for is not there. */
  readonly trouble: string | undefined;
}

export function ChooseView({ agendas, course, toRoot, trouble }: ChooseViewProps) {
  const at = { item: 0, step: 0, isNotes: false };
  return (
    <div class="present-choose">
      {trouble !== undefined && (
        <p class="workshop-trouble" role="alert">
          {trouble}
        </p>
      )}
      <p class="workshop-lead">
        A lesson at projector size, revealed step by step with the keyboard or a clicker. Scenes run live. Notes, the
        next step and the time stand in a second window: press S.
      </p>
      <h2>Agendas</h2>
      {agendas.length === 0 ? (
        <p>
          None is kept in this browser. <a href={`${toRoot}workshop/`}>Compose one</a>, or present a single lesson.
        </p>
      ) : (
        <ul>
          {agendas.map(({ id, agenda }) => (
            <li key={id}>
              <a href={writeAddress({ ...at, programme: { kind: 'agenda', id } })}>{agenda.name}</a>
            </li>
          ))}
        </ul>
      )}
      <h2>Lessons</h2>
      <ul class="present-lessons">
        {course.parts
          .flatMap(({ lessons }) => lessons)
          .map(({ slug, title }) => (
            <li key={slug}>
              <a href={writeAddress({ ...at, programme: { kind: 'lesson', slug } })}>{title}</a>
            </li>
          ))}
      </ul>
      <h2>Keys</h2>
      <KeySheet />
    </div>
  );
}
