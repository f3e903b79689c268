// A time is picked on an axis, with a slider: dragged, pressed, or moved with the keys that every slider has.
import { durationText } from '../scene/durations.ts';
import type { DurationPick } from '../scene/pick.ts';
import { make, type PickInput } from './pick-input.ts';

/** Ticks of the axis, its two ends among them. */
const tickCount = 5;

export function durationInput(pick: DurationPick, onChange: () => void): PickInput {
  const { fromMs, toMs, stepMs, toleranceMs, rightMs } = pick;
  const slider = make('input', 'pick-slider');
  Object.assign(slider, { type: 'range', min: String(fromMs), max: String(toMs), step: String(stepMs) });
  slider.setAttribute('aria-label', 'Your answer');
  const picked = make('output', 'pick-time');
  const ticks = make(
    'div',
    'pick-ticks',
    ...Array.from({ length: tickCount }, (_, at) =>
      make('span', '', durationText(fromMs + ((toMs - fromMs) * at) / (tickCount - 1))),
    ),
  );
  ticks.setAttribute('aria-hidden', 'true');
  const band = make('div', 'pick-right');
  const axis = make('div', 'pick-axis', slider, band);
  const help = make('p', 'pick-help', `Within ${durationText(toleranceMs)} counts as right.`);
  let isTouched = false;

  const share = (ms: number): number => (Math.min(Math.max(ms, fromMs), toMs) - fromMs) / (toMs - fromMs);
  const refresh = (): void => {
    const text = durationText(Number(slider.value));
    picked.textContent = isTouched ? text : 'Pick a time';
    slider.setAttribute('aria-valuetext', isTouched ? text : `${text}, not picked yet`);
  };
  const touch = (): void => {
    isTouched = true;
    refresh();
    onChange();
  };
  slider.addEventListener('input', touch);
  // The place in the middle can be meant too.
  slider.addEventListener('pointerup', touch);
  slider.addEventListener('keydown', ({ key }) => (key === 'Enter' || key === ' ') && touch());

  return {
    element: make('div', 'pick-duration', help, picked, axis, ticks),
    given: () => (isTouched ? [slider.value] : undefined),
    show([given = '']) {
      slider.value = given;
      isTouched = true;
      slider.disabled = true;
      help.hidden = false;
      const [low, high] = [share(rightMs - toleranceMs), share(rightMs + toleranceMs)];
      band.style.setProperty('--from', String(low));
      band.style.setProperty('--to', String(high));
      band.style.setProperty('--at', String(share(rightMs)));
      band.hidden = false;
      refresh();
      picked.textContent = `You: ${durationText(Number(given))}. The run: ${durationText(rightMs)}`;
    },
    open() {
      slider.value = String(fromMs + Math.round((toMs - fromMs) / 2 / stepMs) * stepMs);
      isTouched = false;
      slider.disabled = false;
      band.hidden = true;
      refresh();
    },
    focus: () => slider.focus({ preventScroll: true }),
  };
}
