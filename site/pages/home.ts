// Entry of the front page: leads back to the lesson that was read last.
import { readLastLesson } from './last-lesson.ts';
import { enableThemeSwitch } from './theme.ts';

enableThemeSwitch();

const last = readLastLesson();
const item = [...document.querySelectorAll<HTMLElement>('[data-lesson]')].find(
  ({ dataset }) => dataset.lesson === last,
);
const link = item?.querySelector<HTMLAnchorElement>('a');
const goOn = document.querySelector<HTMLAnchorElement>('[data-continue]');
if (item !== undefined && link !== null && link !== undefined && goOn !== null) {
  item.classList.add('is-last');
  goOn.href = link.href;
  const write = (selector: string, text: string): void => {
    const element = goOn.querySelector(selector);
    if (element !== null) element.textContent = text;
  };
  write('small', 'Continue');
  write('b', link.dataset.title ?? '');
  write('b + span', link.dataset.size ?? '');
}
