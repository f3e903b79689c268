// The second schedule is the beginning of the first one. Made by functions, with times that follow from each other.
type Action = 'start' | 'close' | 'stall';

const at = (atMs: number, action: Action, process: string, more: object = {}) => ({ atMs, [action]: process, ...more });

/** Until everybody has heard of it in a heartbeat, and has given up waiting for the worker. */
const settledMs = 4000;

function day(beginsMs: number, isLeftAgain: boolean) {
  const joinsMs = beginsMs + settledMs;
  const leavesMs = joinsMs + settledMs;
  const wakesMs = leavesMs + settledMs;
  const isLate = at(beginsMs, 'stall', 'c1', { forMs: wakesMs - beginsMs });
  const joins = at(joinsMs, 'start', 'c2');
  return isLeftAgain ? [isLate, joins, at(leavesMs, 'close', 'c2')] : [isLate, joins];
}

export const pastTheMemberId = day(12_345, true);
export const pastTheLateToken = day(0, false);
