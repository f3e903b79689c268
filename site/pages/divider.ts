// The line between lesson and workbench: dragged, moved by arrow keys, remembered.
import { forget, keep, readKept } from './kept.ts';

const least = 25;
const most = 75;
const usual = 42;

export function enableDivider(): void {
  const divider = document.querySelector<HTMLElement>('[data-divider]');
  const split = divider?.parentElement;
  if (divider === null || split === null || split === undefined) return;
  let width = Number(readKept('split')) || usual;

  const show = (percent: number): void => {
    width = Math.min(most, Math.max(least, Math.round(percent * 10) / 10));
    document.documentElement.style.setProperty('--split', `${width}%`);
    divider.setAttribute('aria-valuenow', String(Math.round(width)));
  };
  const settle = (percent: number): void => {
    show(percent);
    keep('split', String(width));
  };
  divider.setAttribute('aria-valuenow', String(Math.round(width)));

  divider.addEventListener('pointerdown', (event) => {
    divider.setPointerCapture(event.pointerId);
    document.documentElement.classList.add('is-dragging');
  });
  divider.addEventListener('pointermove', (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const { left, width: full } = split.getBoundingClientRect();
    show(((event.clientX - left) / full) * 100);
  });
  divider.addEventListener('lostpointercapture', () => {
    document.documentElement.classList.remove('is-dragging');
    keep('split', String(width));
  });
  divider.addEventListener('dblclick', () => {
    show(usual);
    forget('split');
  });
  divider.addEventListener('keydown', (event) => {
    const target = { ArrowLeft: width - 2, ArrowRight: width + 2, Home: least, End: most, Enter: usual }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    settle(target);
  });
}
