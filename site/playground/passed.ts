// Floor 7. Which answers of the learner's can be put to use in a live cluster, and their code: assignors, and applications with a listener,
// of exercises that were passed. Reads what the browser keeps; runs none of it.
import { exercises } from 'virtual:exercises';
import { stripWithSucrase } from '../editor/sucrase-strip.ts';
import type { Exercise } from '../exercise.ts';
import { verdictOf } from '../runner/verdict.ts';
import { loadQuietly } from '../storage/quiet-record.ts';
import { DRAFT, PROGRESS, RESULTS } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import type { DroppedIn, Use } from './protocol.ts';
import { ownPrefix } from './scenario-text.ts';

export interface PassedAnswer {
  readonly slug: string;
  readonly title: string;
  readonly use: Use;
  readonly exportName: string;
  readonly source: string;
  /** The code that passed is gone; this is the draft as it stands. */
  readonly isDraft: boolean;
}

/** What an answer is handed besides its consumer is its exercise's. */
const applications: ReadonlyMap<string, { readonly exportName: string; readonly use: Use }> = new Map([
  ['commit-on-revoke', { exportName: 'createApp', use: 'workers' }],
  ['partitions-lost', { exportName: 'createApp', use: 'sink' }],
  ['stateful-listener', { exportName: 'StatefulListener', use: 'store' }],
]);

export async function passedAnswers(store: Store): Promise<readonly PassedAnswer[]> {
  const all = await Promise.all([...exercises.keys()].map((slug) => passedAnswer(store, slug)));
  return all.filter((each) => each !== undefined);
}

/** The answer behind a name such as `my-range-assignor`, where it is stored. */
export async function ownAnswer(store: Store, name: string): Promise<DroppedIn | undefined> {
  const passed = await passedAnswer(store, name.slice(ownPrefix.length));
  return passed && droppedInOf(passed);
}

async function passedAnswer(store: Store, slug: string): Promise<PassedAnswer | undefined> {
  if (!exercises.has(slug)) return undefined;
  const progress = await loadQuietly(store, PROGRESS, slug);
  if (progress?.passedAt === undefined) return undefined;
  const exercise = await exercises.get(slug)?.load();
  const used = exercise && usedAs(exercise);
  if (exercise === undefined || used === undefined) return undefined;
  const results = await loadQuietly(store, RESULTS, slug);
  const isOfPass = results !== undefined && verdictOf(exercise.rules, results.report).passed;
  const source = isOfPass ? results.source : (await loadQuietly(store, DRAFT, slug))?.source;
  return source === undefined ? undefined : { slug, title: exercise.title, ...used, source, isDraft: !isOfPass };
}

function usedAs({ units }: Exercise): { readonly exportName: string; readonly use: Use } | undefined {
  const assignor = units.answerExports.find((name) => name.endsWith('Assignor'));
  if (assignor !== undefined) return { exportName: assignor, use: 'assignor' };
  const application = applications.get(units.slug);
  return application !== undefined && units.answerExports.includes(application.exportName) ? application : undefined;
}

/** @throws Error in words when its types cannot be taken out */
export function droppedInOf({ slug, use, exportName, source }: PassedAnswer): DroppedIn {
  const stripped = stripWithSucrase(source);
  if (stripped.kind !== 'stripped') throw new Error(`${slug} cannot be read: ${stripped.message}`);
  return { slug, use, exportName, code: stripped.code, name: `${ownPrefix}${slug}` };
}
