// How tabs on the same exercise learn that one of them saved. Carries no text: who hears it looks into the store.
export interface Announcements {
  announce(): void;
  /** Returns how to stop listening. */
  listen(heard: () => void): () => void;
}

/** Between the tabs of this browser. Without BroadcastChannel a conflict is noticed at the next save. */
export function tabAnnouncements(slug: string): Announcements {
  if (typeof BroadcastChannel === 'undefined') return { announce: () => {}, listen: () => () => {} };
  const channel = new BroadcastChannel(`rebalance-lab/draft/${slug}`);
  return {
    announce: () => channel.postMessage('saved'),
    listen: (heard) => {
      channel.addEventListener('message', heard);
      return () => channel.removeEventListener('message', heard);
    },
  };
}
