// Floor 7. The page on which an attendee hands in: a name, which exercises, and then one of several ways.
import { useEffect, useRef, useState } from 'preact/hooks';
import { saveQuietly } from '../../storage/quiet-record.ts';
import type { Store } from '../../storage/store.ts';
import type { ExerciseFacts } from '../exercise-facts.ts';
import { ATTENDEE, type Attendee, loadAttendee } from './attendee.ts';
import { type Gathered, gather, stateWords } from './gather.ts';
import { cleanName, type HandIn, handInFormat, handInVersion, nameLengthMax } from './hand-in.ts';
import { isServedLive } from './send.ts';
import { Ways } from './ways.tsx';

export interface HandInViewProps {
  readonly store: Store;
  readonly exercises: readonly ExerciseFacts[];
  /** From the page to the site's root. */
  readonly root: string;
  /** Of the workshop that was joined: what is handed in unless something else is chosen. */
  readonly agenda: { readonly name: string; readonly exercises: readonly string[] } | undefined;
}

export function HandInView({ store, exercises, root, agenda }: HandInViewProps) {
  const [attendee, setAttendee] = useState<Attendee>();
  const [gathered, setGathered] = useState<readonly Gathered[]>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isLive, setLive] = useState(false);
  const [missing, setMissing] = useState<'name' | 'exercises'>();
  const nameField = useRef<HTMLInputElement>(null);

  useEffect(() => {
    void isServedLive(root).then(setLive);
    void loadAttendee(store).then(setAttendee);
    const read = (isFirst: boolean) =>
      gather(store, exercises).then((all) => {
        setGathered(all);
        if (isFirst) setChosen(usual(all, agenda?.exercises));
      });
    void read(true);
    // Whoever went back to the workbench in another tab sees here what came of it.
    const look = (): void => {
      if (document.visibilityState === 'visible') void read(false);
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  if (attendee === undefined || gathered === undefined) return <p>Looking at what is kept in this browser.</p>;

  const rename = (name: string): void => {
    const next = { ...attendee, name };
    setAttendee(next);
    if (cleanName(name) !== '') setMissing(undefined);
    void saveQuietly(store, ATTENDEE, next);
  };
  const toggle = (slug: string): void => {
    const next = new Set(chosen);
    if (!next.delete(slug)) next.add(slug);
    setChosen(next);
    setMissing(undefined);
  };
  const make = (): HandIn | undefined => {
    const name = cleanName(attendee.name);
    const picked = gathered.filter(({ facts }) => chosen.has(facts.slug));
    if (name === '') {
      setMissing('name');
      nameField.current?.focus();
      return undefined;
    }
    if (picked.length === 0) {
      setMissing('exercises');
      return undefined;
    }
    return {
      format: handInFormat,
      version: handInVersion,
      attendeeId: attendee.attendeeId,
      attendee: name,
      at: Date.now(),
      ...(agenda && { agenda: agenda.name }),
      exercises: picked.map(({ exercise }) => exercise),
    };
  };

  if (gathered.length === 0) {
    return (
      <p class="workshop-empty">
        There is nothing to hand in yet: no exercise has a draft in this browser.{' '}
        <a href={root}>Choose one on the map.</a>
      </p>
    );
  }
  return (
    <>
      <div class="hand-in-name">
        <label for="attendee-name">Your name in this workshop</label>
        <input
          ref={nameField}
          id="attendee-name"
          autocomplete="nickname"
          maxLength={nameLengthMax}
          value={attendee.name}
          aria-describedby="attendee-name-note"
          aria-invalid={missing === 'name'}
          onInput={({ currentTarget }) => rename(currentTarget.value)}
        />
        <p id="attendee-name-note" class={`hand-in-note${missing === 'name' ? ' is-missing' : ''}`}>
          {missing === 'name'
            ? 'Write a name first: it is what the room shows.'
            : 'Any name that the room knows you by. It is handed in with a number that this browser drew, in case two have the same name, and nothing else about you.'}
        </p>
      </div>
      <fieldset class="hand-in-exercises" aria-describedby={missing === 'exercises' ? 'no-exercises' : undefined}>
        <legend>Exercises{agenda && ` of “${agenda.name}”, and others that you began`}</legend>
        {gathered.map((each) => (
          <label key={each.facts.slug}>
            <input type="checkbox" checked={chosen.has(each.facts.slug)} onChange={() => toggle(each.facts.slug)} />
            <span>{each.facts.title}</span>
            <span class={`hand-in-state${each.exercise.result?.passed ? ' is-passed' : ''}`}>{stateWords(each)}</span>
          </label>
        ))}
        {missing === 'exercises' && (
          <p id="no-exercises" class="workshop-told is-trouble" role="alert">
            Choose at least one exercise.
          </p>
        )}
      </fieldset>
      <Ways make={make} isLive={isLive} root={root} />
    </>
  );
}

/** Those of the agenda, where some of them were begun; else all. */
function usual(all: readonly Gathered[], agenda: readonly string[] | undefined): ReadonlySet<string> {
  const slugs = all.map(({ facts }) => facts.slug);
  const planned = slugs.filter((slug) => agenda?.includes(slug));
  return new Set(planned.length > 0 ? planned : slugs);
}
