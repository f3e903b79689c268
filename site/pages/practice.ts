// Entry of the page to practice computed questions.
import { h, render } from 'preact';
import { PracticeView } from '../interview/practice-view.tsx';
import { enableHeader } from './header.ts';

enableHeader();

const view = document.getElementById('practice-view');
if (view !== null) {
  // Written into the page by the build: our own.
  const lessons = JSON.parse(document.getElementById('lessons')?.textContent ?? '{}') as Record<string, string>;
  view.replaceChildren();
  render(h(PracticeView, { lessons, root: document.body.dataset.root ?? '' }), view);
}
