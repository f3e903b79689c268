// Floor 7. What can be put into an agenda: breaks, and the course's lessons and exercises.
import { useSignal } from '@preact/signals';
import type { Agenda, AgendaItem } from '../agenda/agenda.ts';
import { agendaLimits } from '../agenda/agenda.ts';
import { presentedMinutes } from '../agenda/editing.ts';
import { type CourseData, exerciseIn } from '../course-data.ts';

export interface CoursePickerProps {
  readonly course: CourseData;
  readonly items: Agenda['items'];
  readonly onAdd: (item: AgendaItem, title: string) => void;
}

const breaks = [
  { title: 'Break', minutes: 15 },
  { title: 'Lunch', minutes: 60 },
  { title: 'Questions', minutes: 10 },
] as const;

export function CoursePicker({ course, items, onAdd }: CoursePickerProps) {
  const said = useSignal('');
  const isFull = items.length >= agendaLimits.items;
  const add = (item: AgendaItem, title: string): void => {
    said.value = isFull
      ? `An agenda holds ${agendaLimits.items} items at most.`
      : `${title} is added at the end: ${items.length + 1} items.`;
    if (!isFull) onAdd(item, title);
  };
  const isIn = (kind: 'lesson' | 'exercise', slug: string): boolean =>
    items.some((item) => item.kind === kind && item.slug === slug);
  return (
    <section class="picker" aria-labelledby="picker-title">
      <h2 id="picker-title">Add</h2>
      <p class="picker-said" role="status">
        {said.value}
      </p>
      <ul class="picker-breaks">
        {breaks.map(({ title, minutes }) => (
          <li key={title}>
            <button type="button" class="button" onClick={() => add({ kind: 'break', title, minutes }, title)}>
              {title}, {minutes} min
            </button>
          </li>
        ))}
        <li>
          <OwnBreak onAdd={add} />
        </li>
      </ul>
      {course.parts.map((part) => (
        <section key={part.title} class="picker-part" aria-label={part.title}>
          <h3>{part.title}</h3>
          <ul>
            {part.lessons.map((lesson) => {
              const minutes = presentedMinutes(lesson.minutes);
              return (
                <li key={lesson.slug}>
                  <PickButton
                    title={lesson.short}
                    kind="Lesson"
                    minutes={minutes}
                    isIn={isIn('lesson', lesson.slug)}
                    onAdd={() => add({ kind: 'lesson', slug: lesson.slug, minutes }, lesson.short)}
                  />
                  <ul>
                    {lesson.exercises.map((slug) => {
                      const exercise = exerciseIn(course, slug);
                      if (exercise === undefined) return null;
                      return (
                        <li key={slug}>
                          <PickButton
                            title={exercise.title}
                            kind="Exercise"
                            minutes={exercise.minutes}
                            isIn={isIn('exercise', slug)}
                            onAdd={() => add({ kind: 'exercise', slug, minutes: exercise.minutes }, exercise.title)}
                          />
                        </li>
                      );
                    })}
                  </ul>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </section>
  );
}

interface PickButtonProps {
  readonly title: string;
  readonly kind: 'Lesson' | 'Exercise';
  readonly minutes: number;
  readonly isIn: boolean;
  readonly onAdd: () => void;
}

function PickButton({ title, kind, minutes, isIn, onAdd }: PickButtonProps) {
  return (
    <button type="button" class={`pick is-${kind.toLowerCase()}`} onClick={onAdd}>
      <span class="pick-plus" aria-hidden="true">
        +
      </span>
      <span>
        <span class="visually-hidden">Add the {kind.toLowerCase()} </span>
        {title}
      </span>
      <small>
        {isIn ? 'in the agenda, ' : ''}
        {minutes} min
      </small>
    </button>
  );
}

function OwnBreak({ onAdd }: { readonly onAdd: (item: AgendaItem, title: string) => void }) {
  const title = useSignal('');
  return (
    <form
      class="picker-own"
      onSubmit={(event) => {
        event.preventDefault();
        const text = title.value.trim();
        if (text === '') return;
        onAdd({ kind: 'break', title: text, minutes: 10 }, text);
        title.value = '';
      }}
    >
      <input
        type="text"
        aria-label="Something else, in your words"
        placeholder="Something else"
        maxLength={agendaLimits.nameLength}
        value={title.value}
        onInput={({ currentTarget }) => {
          title.value = currentTarget.value;
        }}
      />
      <button type="submit" class="button">
        Add
      </button>
    </form>
  );
}
