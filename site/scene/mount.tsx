// Makes a scene's figure live: runs its scenario again, takes the place of the picture, and answers the reader's choices. Floor 7.
import { type Signal, signal } from '@preact/signals';
import { render } from 'preact';
import { LiveScene, type Shown } from './live-scene.tsx';
import type { ToldScene } from './pick.ts';
import { runInThread } from './run-in-thread.ts';
import type { SceneData } from './scene-data.ts';
import { type Choice, type Setting, type SettingValue, withChoice } from './vary.ts';

/** Of a lesson's text, in pixels. */
const lessonColumn = 508;

/** What the figures that are live were told last. */
const toldFigures = new WeakMap<HTMLElement, Signal<ToldScene | undefined>>();

/** Plays a part of a live scene, and draws an answer under it. */
export function tellLiveScene(figure: HTMLElement, told: ToldScene): void {
  const signal = toldFigures.get(figure);
  if (signal === undefined) return;
  signal.value = told;
  if (told.play !== undefined) figure.dataset.touched = '';
}

/** @throws Error when the scene cannot be run; the picture stands as before */
export async function mountScene(figure: HTMLElement): Promise<void> {
  const place = figure.querySelector('.run-picture');
  if (place === null) return;
  // Written by our own build into our own page.
  const data: SceneData = JSON.parse(figure.dataset.scene ?? '{}');
  const { view, ownCode } = data;
  const original = await runInThread({ scenario: data.scenario, view, ownCode });
  const shown = signal<Shown>({ original, changed: undefined, isRunning: false, problem: undefined });
  const frame = document.createElement('div');
  place.replaceChildren(frame);
  const told = signal<ToldScene | undefined>(undefined);
  toldFigures.set(figure, told);
  // A picture that is covered has no width: that of its figure is the next best.
  const width = frame.clientWidth || Math.min(lessonColumn, figure.clientWidth || lessonColumn);
  render(<LiveScene id={`${figure.id}-live`} view={view} shown={shown} told={told} width={width} />, frame);

  for (const kind of ['pointerdown', 'keydown'] as const) {
    frame.addEventListener(kind, () => {
      figure.dataset.touched = '';
    });
  }

  const form = figure.querySelector<HTMLFormElement>('.run-settings');
  if (form === null) return;
  let last = 0;
  form.addEventListener('change', async () => {
    last += 1;
    const mine = last;
    const choice = chosenIn(form, data.settings);
    const words = wordsFor(choice, data.settings);
    if (words === '') {
      shown.value = { original, changed: undefined, isRunning: false, problem: undefined };
      return;
    }
    shown.value = { ...shown.value, isRunning: true, problem: undefined };
    const scenario = withChoice(data.scenario, view.groupId, data.settings, choice);
    const outcome = await runInThread({ scenario, view, ownCode }).catch(asError);
    // The reader has chosen something else meanwhile.
    if (mine !== last) return;
    shown.value =
      outcome instanceof Error
        ? { original, changed: undefined, isRunning: false, problem: outcome.message }
        : { original, changed: { words, run: outcome }, isRunning: false, problem: undefined };
  });
  form.hidden = false;
}

function chosenIn(form: HTMLFormElement, settings: readonly Setting[]): Choice {
  const chosen = [...form.querySelectorAll('fieldset')].map((fieldset, at): [string, SettingValue] | undefined => {
    const setting = settings[at];
    const index = fieldset.querySelector<HTMLInputElement>('input:checked')?.value;
    const value = setting?.values[Number(index)];
    return setting === undefined || value === undefined ? undefined : [setting.key, value];
  });
  return Object.fromEntries(chosen.filter((entry) => entry !== undefined));
}

/** `assignor cooperative-sticky, consumers 4`; nothing where all is as in the lesson. */
function wordsFor(choice: Choice, settings: readonly Setting[]): string {
  return settings
    .filter(({ key, original }) => choice[key] !== undefined && choice[key] !== original)
    .map(({ key }) => `${key} ${choice[key]}`)
    .join(', ');
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
