// Entry of the pages of "spot the bug": first the line, then what goes wrong, then the run that shows it.
import { enableBugLines } from './bug-lines.ts';
import { enhanceChoices } from './choices.ts';
import { enhanceCodeTabs } from './code-tabs.ts';
import { enableHeader } from './header.ts';
import { followEdits } from './live-edit.ts';
import { enableScenes, tellScene } from './scenes.ts';
import { dismissTermsWithEscape } from './terms.ts';

const page = document.body.dataset.page ?? '';

function enhance(root: ParentNode): void {
  const bug = root.querySelector<HTMLElement>('[data-bug]');
  const figure = bug?.querySelector<HTMLElement>('[data-scene]');
  enhanceChoices(root, page, (_, isRight) => {
    if (isRight === undefined || !figure) return;
    delete figure.dataset.covered;
    tellScene(figure, { play: shownIn(figure), marks: [] }, { wakes: true });
  });
  if (bug) {
    enableBugLines(bug);
    // A cover without a prediction about it is taken off with the others; here it stays until the question is answered.
    if (figure && bug.querySelector('.bug-question [data-result]') === null) figure.dataset.covered = '';
  }
  enhanceCodeTabs(root);
  enableScenes(root);
}

/** All that the figure shows. */
function shownIn(figure: HTMLElement) {
  // Written by our own build into our own page.
  const { view } = JSON.parse(figure.dataset.scene ?? '{}');
  return { fromMs: Number(view.fromMs), toMs: Number(view.toMs) };
}

enableHeader();
dismissTermsWithEscape();
enhance(document);
if (import.meta.hot) followEdits(enhance);
