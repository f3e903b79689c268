// Before an interview: how long it is to be, the one that was left, and the reports of earlier ones. Floor 7.
import { useEffect, useState } from 'preact/hooks';
import { loadMocks, type MockInterview } from '../../storage/mock-interview.ts';
import { storageFailureReason } from '../../storage/storage-error.ts';
import { twistable } from '../families/families.ts';
import type { MockDesk } from './desk.ts';
import { lengths, type Minutes, planOf } from './plan.ts';
import { clockText, dayText } from './words.ts';

const notHere =
  'No interview of this address is kept in this browser. An interview stays in the browser in which it was begun.';

export function MockStart({ desk }: { readonly desk: MockDesk }) {
  const { session, store, address } = desk;
  const [mocks, setMocks] = useState<readonly MockInterview[]>();
  const [troubles, setTroubles] = useState<readonly string[]>([]);

  useEffect(() => {
    loadMocks(store).then(
      ({ mocks, unreadable }) => {
        const asked = mocks.find(({ id }) => id === address);
        if (asked !== undefined) session.resume(asked);
        setTroubles([
          ...unreadable.map(({ why }) => `An earlier interview ${why}. It stays where it is.`),
          ...(address === '' || asked !== undefined ? [] : [notHere]),
        ]);
        setMocks(mocks);
      },
      (error: unknown) => {
        setTroubles([`Earlier interviews cannot be read, because ${storageFailureReason(error)}.`]);
        setMocks([]);
      },
    );
  }, [store, session]);

  if (mocks === undefined) return null;
  const left = mocks.filter(({ endedAt }) => endedAt === undefined);
  const ended = mocks.filter(({ endedAt }) => endedAt !== undefined);
  return (
    <div class="mock-start">
      {troubles.map((trouble) => (
        <p key={trouble} class="review-trouble" role="alert">
          {trouble}
        </p>
      ))}
      {left.map((mock) => (
        <p key={mock.id} class="mock-left">
          <span>
            You left an interview of {mock.minutes} minutes at question {mock.at + 1} of {mock.steps.length}, after{' '}
            {clockText(mock.elapsedMs)}.
          </span>
          <button type="button" class="button primary" onClick={() => session.resume(mock)}>
            Come back to it
          </button>
        </p>
      ))}
      <p class="mock-lead">
        Questions to talk about, questions about a group that the simulator answers, and one exercise to code in a fresh
        buffer, on cases that the course does not have. In the middle something changes. You mark what you say yourself,
        against a rubric that is hidden until you are done. The clock can be paused, and you can leave and come back.
      </p>
      <fieldset class="mock-lengths">
        <legend>How long do you have?</legend>
        {lengths.map((minutes) => (
          <button key={minutes} type="button" class="button" onClick={() => begin(desk, minutes, mocks)}>
            {minutes} minutes
          </button>
        ))}
      </fieldset>
      {ended.length > 0 && (
        <section aria-labelledby="reports">
          <h2 id="reports">Reports</h2>
          <ul class="mock-reports">
            {ended.map((mock) => (
              <li key={mock.id}>
                <a href={`#${mock.id}`} onClick={() => session.resume(mock)}>
                  {dayText(mock.startedAt)}
                </a>{' '}
                {mock.minutes} minutes
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function begin({ session, names, newId }: MockDesk, minutes: Minutes, earlier: readonly MockInterview[]): void {
  const steps = earlier.flatMap((mock) => mock.steps);
  const id = newId();
  session.begin(
    id,
    minutes,
    planOf(minutes, id, {
      deck: names.deck,
      families: names.families,
      twistable,
      asked: new Set(
        steps.flatMap((step) => (step.kind === 'talk' ? [step.card] : step.kind === 'computed' ? [step.family] : [])),
      ),
      given: new Set(steps.flatMap((step) => (step.kind === 'coding' ? [step.slug] : []))),
    }),
  );
}
