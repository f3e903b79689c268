// Floor 6. Holds an answer to leaving the map of subscriptions as it was. Everything else it is handed is frozen.
import type { Subscription } from 'kafka';
import { chai } from 'vitest';
import type { Assign } from './call-assign.ts';
import { currentRuleAndCase } from './current-test.ts';
import { clusterOf, type GroupSpec, groupCase, subscriptionsOf } from './group-case.ts';
import { clip, listOf } from './words.ts';

// An answer may hang methods of its own on the map that it was handed.
const forEachEntry = Map.prototype.forEach;
const { apply } = Reflect;

export function expectSubscriptionsUnchanged(assign: Assign, spec: GroupSpec): void {
  const group = groupCase(spec);
  const subscriptions = subscriptionsOf(group);
  const before = new Map(subscriptions);
  assign(clusterOf(group), subscriptions);
  const after = new Map<unknown, unknown>();
  apply(forEachEntry, subscriptions, [(value: unknown, key: unknown) => after.set(key, value)]);
  const problem = changeBetween(before, after);
  if (problem === undefined) return;
  const { rule, title } = currentRuleAndCase();
  throw new chai.AssertionError(
    `${problem} ${[rule, title].filter(Boolean).join(', ')}: the map belongs to the caller; work on a copy.`,
    { showDiff: false },
    expectSubscriptionsUnchanged,
  );
}

function changeBetween(
  before: ReadonlyMap<string, Subscription>,
  after: ReadonlyMap<unknown, unknown>,
): string | undefined {
  const gone = [...before.keys()].filter((memberId) => !after.has(memberId));
  if (gone.length > 0) return `assign() took ${listOf(gone)} out of the map of subscriptions.`;
  const added = [...after.keys()].filter((key) => typeof key !== 'string' || !before.has(key));
  if (added.length > 0) {
    const names = added.map((key) => (typeof key === 'string' ? clip(key) : 'a key that is no string'));
    return `assign() put ${listOf(names)} into the map of subscriptions.`;
  }
  const replaced = [...before]
    .filter(([memberId, value]) => after.get(memberId) !== value)
    .map(([memberId]) => memberId);
  if (replaced.length > 0) return `assign() replaced the subscription of ${listOf(replaced)}.`;
  return undefined;
}
