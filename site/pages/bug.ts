// Entry of the pages of "spot the bug": first the line, then what goes wrong, then the run that shows it.
import { enableBugLines } from './bug-lines.ts';
import { bugRunOf } from './bug-run.ts';
import { enhanceChoices } from './choices.ts';
import { enhanceCodeTabs } from './code-tabs.ts';
import { enableHeader } from './header.ts';
import { followEdits } from './live-edit.ts';
import { enableScenes } from './scenes.ts';
import { dismissTermsWithEscape } from './terms.ts';

const page = document.body.dataset.page ?? '';

function enhance(root: ParentNode): void {
  const bug = root.querySelector<HTMLElement>('[data-bug]');
  const run = bug === null ? undefined : bugRunOf(bug);
  enhanceChoices(root, page, (_, isRight) => {
    if (isRight !== undefined) run?.play();
  });
  if (bug !== null) {
    enableBugLines(bug, (question) =>
      question.querySelector<HTMLElement>('.option:enabled')?.focus({ preventScroll: true }),
    );
    // A cover without a prediction about it is taken off with the others; here it stays until the question is answered.
    if (bug.querySelector('.bug-question [data-result]') === null) run?.cover();
  }
  enhanceCodeTabs(root);
  enableScenes(root);
}

enableHeader();
dismissTermsWithEscape();
enhance(document);
if (import.meta.hot) followEdits(enhance);
