// Entry of a lesson's page. Small on purpose: reading alone loads this and no more.
import { enhanceChoices } from './choices.ts';
import { enhanceCodeTabs } from './code-tabs.ts';
import { enableDivider } from './divider.ts';
import { enableHeader } from './header.ts';
import { keepLessonProgress } from './lesson-keeping.ts';
import { followEdits } from './live-edit.ts';
import { enablePoster } from './poster.ts';
import { enableScenes } from './scenes.ts';
import { dismissTermsWithEscape } from './terms.ts';

const page = document.body.dataset.page ?? '';
const onAnswer = keepLessonProgress(page.replace('lessons/', ''));

function enhanceLesson(lesson: ParentNode): void {
  enhanceChoices(lesson, page, onAnswer);
  enhanceCodeTabs(lesson);
  enableScenes(lesson);
}

enableHeader();
dismissTermsWithEscape();
enhanceLesson(document);
enableDivider();
enablePoster();
if (import.meta.hot) followEdits(enhanceLesson);
