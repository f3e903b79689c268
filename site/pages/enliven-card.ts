// A card that was fetched from another page, made as alive as it is there. Nothing that is chosen in it is kept.
import { askAgain } from './choices.ts';
import { enhanceCodeTabs } from './code-tabs.ts';
import { enableScenes } from './scenes.ts';

export function enlivenCard(card: HTMLElement): void {
  // Those of a bug are the card's own question.
  for (const question of card.querySelectorAll<HTMLElement>('[data-choice]')) {
    if (card.dataset.bug === undefined) askAgain(question, () => {});
  }
  enhanceCodeTabs(card);
  enableScenes(card);
}
