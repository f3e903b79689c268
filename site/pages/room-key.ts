// The key to a running workshop's hand-ins. It comes with the printed address and goes out of sight at once: the page may be on a projector.

const slot = 'rebalance-lab:room-key';

/** Kept in this tab, so that a reload does not lose it. */
export function takeRoomKey(): string | undefined {
  const [, given] = /^#key=([\w-]{10,100})$/.exec(location.hash) ?? [];
  try {
    if (given !== undefined) {
      sessionStorage.setItem(slot, given);
      history.replaceState(history.state, '', location.pathname + location.search);
    }
    return given ?? sessionStorage.getItem(slot) ?? undefined;
  } catch {
    return given;
  }
}
