// Says how many cards of the review are due today, where a page has a place for it. Loads the schedule only when the page is at rest.
import type { Store } from '../storage/store.ts';

export async function showReviewDue(store: Store): Promise<void> {
  const places = [...document.querySelectorAll<HTMLElement>('[data-review-due]')];
  if (places.length === 0) return;
  try {
    const { dueCount } = await import('../interview/review/due-count.ts');
    const { due, fresh } = await dueCount(store, Date.now());
    for (const place of places) {
      // On the map a reader who never began a review is not told to.
      const isOnlyForDue = place.dataset.reviewDue === 'only';
      const words = [due === 0 ? '' : `${due} due today`, fresh === 0 || isOnlyForDue ? '' : `${fresh} new`];
      place.textContent = words.filter((each) => each !== '').join(', ') || 'Nothing due today';
      const holder = place.closest<HTMLElement>('[data-review-link]');
      if (holder !== null && isOnlyForDue) holder.hidden = due === 0;
    }
  } catch (error) {
    // What stands there without scripts stays.
    console.error(error);
  }
}
