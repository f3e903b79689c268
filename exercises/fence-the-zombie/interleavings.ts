// Floor 6. Owners that freeze before, between and after any of their steps: every order in which the steps of several owners can happen,
// each owner's own in their order. Knows no rule.
import { type Answer, Database, type Owner } from './database';

/** Registers, reads, and writes two rows after the last one that it has read; stops when it is refused. */
const stepCount = 4;

/** The first order in which a call was answered wrong. */
export function problemOfInterleavings(answer: Answer, owners: readonly Owner[]): string | undefined {
  for (const order of ordersOf(owners.map(() => stepCount))) {
    const database = new Database(answer);
    const lives = owners.map((owner) => life(database, owner));
    for (const index of order) lives[index]?.next();
    database.read();
    if (database.problem !== undefined) return database.problem;
  }
  return undefined;
}

function* life(database: Database, owner: Owner): Generator<void> {
  const token = database.tokenFor(owner);
  if (!database.register(owner, undefined, token)) return;
  yield;
  const next = database.read().length;
  yield;
  if (!database.write(owner, next, undefined, token)) return;
  yield;
  database.write(owner, next + 1, undefined, token);
}

/** All orders of as many 0s, 1s and so on as `left` says. */
function* ordersOf(left: readonly number[]): Generator<readonly number[]> {
  if (left.every((count) => count === 0)) {
    yield [];
    return;
  }
  for (const [index, count] of left.entries()) {
    if (count === 0) continue;
    for (const rest of ordersOf(left.with(index, count - 1))) yield [index, ...rest];
  }
}
