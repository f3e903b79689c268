// Floor 6. Calls an answer's assign() with fresh, frozen inputs and reads what came back or what was thrown.
// The answer is not trusted: what leaves this file are strings, numbers and plain frozen data. Knows no expectation.
import type { Cluster, Subscription } from 'kafka';
import { clusterOf, type GroupCase, subscriptionsOf } from './group-case.ts';
import { type ReadAssignment, readAssignment } from './read-assignment.ts';
import { clip } from './words.ts';

/** How a suite reaches the answer: `(metadata, subscriptions) => new RangeAssignor().assign(metadata, subscriptions)`. */
export type Assign = (metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>) => unknown;

export type CalledAssign =
  | ReadAssignment
  /** `why` is a whole sentence; `frames` are the lines of the stack without its message. */
  | { readonly kind: 'threw'; readonly why: string; readonly frames: readonly string[] };

const FRAMES_MAX = 40;
const MESSAGE_LENGTH_MAX = 500;

export function callAssign(assign: Assign, group: GroupCase): CalledAssign {
  const metadata = clusterOf(group);
  const subscriptions = subscriptionsOf(group);
  let returned: unknown;
  try {
    returned = assign(metadata, subscriptions);
  } catch (thrown) {
    return { kind: 'threw', ...thrownInWords(thrown) };
  }
  return readAssignment(returned);
}

const answers = new WeakMap<Assign, WeakMap<GroupCase, CalledAssign>>();

/**
 * The same, but asked once for each group however many rules are then held to the answer. For an `assign` that makes a new assignor
 * in every call: asking again could tell nothing new, and half of a suite's time would go there.
 */
export function callAssignOnce(assign: Assign, group: GroupCase): CalledAssign {
  const known = answers.get(assign) ?? new WeakMap<GroupCase, CalledAssign>();
  answers.set(assign, known);
  const called = known.get(group) ?? callAssign(assign, group);
  known.set(group, called);
  return called;
}

function thrownInWords(thrown: unknown): { readonly why: string; readonly frames: readonly string[] } {
  try {
    if (!(thrown instanceof Error)) {
      const what = typeof thrown === 'object' || typeof thrown === 'function' ? typeof thrown : String(thrown);
      return { why: `assign() threw ${clip(what)}, which is not an Error.`, frames: [] };
    }
    const name = textOf(thrown.name, 'Error');
    const message = textOf(thrown.message, '').slice(0, MESSAGE_LENGTH_MAX);
    const frames = textOf(thrown.stack, '').split('\n').filter(isFrame).slice(0, FRAMES_MAX);
    const said = message === '' ? clip(name) : `${clip(name)}: ${message}`;
    return { why: `assign() threw ${said.replace(/\.?$/, '.')}${adviceOn(name, message)}`, frames };
  } catch {
    return { why: 'assign() threw something that cannot be read.', frames: [] };
  }
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

/** `    at assign (file:1:2)` in Chromium and Node, `assign@file:1:2` in Firefox and Safari. */
function isFrame(line: string): boolean {
  return /^\s+at |@.*:\d+:\d+$/.test(line);
}

function adviceOn(name: string, message: string): string {
  const isWriteToFrozen =
    name === 'TypeError' && /read.?only|not extensible|non-configurable|Cannot delete/.test(message);
  return isWriteToFrozen ? ' What assign() is handed is frozen: copy it before you change or sort it.' : '';
}
