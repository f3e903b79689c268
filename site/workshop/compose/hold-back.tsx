// Floor 7. What attendees do not see until it is released, and the words that release it.
import type { KeptAgenda } from '../../storage/workshop-records.ts';
import { agendaLimits } from '../agenda/agenda.ts';
import { sameWord } from '../agenda/code-word.ts';
import { type CourseData, exerciseIn } from '../course-data.ts';

export interface HoldBackProps {
  readonly kept: KeptAgenda;
  readonly course: CourseData;
  readonly onHeldBack: (heldBack: KeptAgenda['agenda']['heldBack']) => void;
  readonly onWords: (words: KeptAgenda['words']) => void;
}

export function HoldBack({ kept, course, onHeldBack, onWords }: HoldBackProps) {
  const { agenda, words } = kept;
  const { heldBack } = agenda;
  const slugs = [...new Set(agenda.items.flatMap((item) => (item.kind === 'exercise' ? [item.slug] : [])))];
  const isHolding = heldBack.solutions || heldBack.hints;
  const hasWord = sameWord(words.all) !== '';
  return (
    <section class="hold-back" aria-labelledby="hold-back-title">
      <h2 id="hold-back-title">Hold back</h2>
      <p>
        <label>
          <input
            type="checkbox"
            checked={heldBack.solutions}
            onChange={() => onHeldBack({ ...heldBack, solutions: !heldBack.solutions })}
          />{' '}
          Solutions
        </label>{' '}
        <label>
          <input
            type="checkbox"
            checked={heldBack.hints}
            onChange={() => onHeldBack({ ...heldBack, hints: !heldBack.hints })}
          />{' '}
          Hints
        </label>
      </p>
      {isHolding && (
        <>
          <WordField
            label="Code word that opens everything"
            value={words.all}
            onWord={(all) => onWords({ ...words, all })}
          />
          {!hasWord && (
            <p class="hold-back-missing">
              Without a code word nothing can be released for the whole room: choose one that is easy to say aloud.
            </p>
          )}
          {slugs.length > 0 && (
            <details>
              <summary>A word of its own for an exercise</summary>
              {slugs.map((slug) => (
                <WordField
                  key={slug}
                  label={exerciseIn(course, slug)?.title ?? slug}
                  value={words.exercises[slug] ?? ''}
                  onWord={(word) => onWords({ ...words, exercises: { ...words.exercises, [slug]: word } })}
                />
              ))}
            </details>
          )}
          <p class="hold-back-note">
            Say the word when the time has come; attendees type it on the course map or in the exercise. Case, spaces
            and hyphens do not count. This is courtesy, not security: the solutions are among the files of the site, and
            whoever looks for them there finds them.
          </p>
        </>
      )}
    </section>
  );
}

interface WordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onWord: (word: string) => void;
}

function WordField({ label, value, onWord }: WordFieldProps) {
  return (
    <label class="word-field">
      <span>{label}</span>
      <input
        type="text"
        autocomplete="off"
        spellcheck={false}
        maxLength={agendaLimits.nameLength}
        value={value}
        onChange={({ currentTarget }) => onWord(currentTarget.value)}
      />
    </label>
  );
}
