// Entry of the deck's pages: its answers are texts like those of lessons.

import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { enhanceChoices } from './choices.ts';
import { enhanceCodeTabs } from './code-tabs.ts';
import { enableHeader } from './header.ts';
import { followEdits } from './live-edit.ts';
import { showReviewDue } from './review-due.ts';
import { enableScenes } from './scenes.ts';
import { dismissTermsWithEscape } from './terms.ts';

const page = document.body.dataset.page ?? '';

function enhance(root: ParentNode): void {
  enhanceChoices(root, page, () => {});
  enhanceCodeTabs(root);
  enableScenes(root);
}

enableHeader();
dismissTermsWithEscape();
enhance(document);
if (document.querySelector('[data-review-due]') !== null) void showReviewDue(indexedDbStore());
if (import.meta.hot) followEdits(enhance);
