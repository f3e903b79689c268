// Floor 7. Which assignors the learner has passed an exercise with, and their code. Reads what the browser keeps; runs none of it.
import { exercises } from 'virtual:exercises';
import { stripWithSucrase } from '../editor/sucrase-strip.ts';
import { verdictOf } from '../runner/verdict.ts';
import { loadQuietly } from '../storage/quiet-record.ts';
import { DRAFT, PROGRESS, RESULTS } from '../storage/records.ts';
import type { Store } from '../storage/store.ts';
import type { DroppedIn } from './protocol.ts';

export interface PassedAssignor {
  readonly slug: string;
  readonly title: string;
  readonly exportName: string;
  readonly source: string;
  /** The code that passed is gone; this is the draft as it stands. */
  readonly isDraft: boolean;
}

export async function passedAssignors(store: Store): Promise<readonly PassedAssignor[]> {
  const all = await Promise.all([...exercises.keys()].map((slug) => passedAssignor(store, slug)));
  return all.filter((each) => each !== undefined);
}

async function passedAssignor(store: Store, slug: string): Promise<PassedAssignor | undefined> {
  const progress = await loadQuietly(store, PROGRESS, slug);
  if (progress?.passedAt === undefined) return undefined;
  const exercise = await exercises.get(slug)?.load();
  const exportName = exercise?.units.answerExports.find((name: string) => name.endsWith('Assignor'));
  if (exercise === undefined || exportName === undefined) return undefined;
  const results = await loadQuietly(store, RESULTS, slug);
  const isOfPass = results !== undefined && verdictOf(exercise.rules, results.report).passed;
  const source = isOfPass ? results.source : (await loadQuietly(store, DRAFT, slug))?.source;
  return source === undefined ? undefined : { slug, title: exercise.title, exportName, source, isDraft: !isOfPass };
}

/** @throws Error in words when its types cannot be taken out */
export function droppedInOf({ slug, exportName, source }: PassedAssignor): DroppedIn {
  const stripped = stripWithSucrase(source);
  if (stripped.kind !== 'stripped') throw new Error(`${slug} cannot be read: ${stripped.message}`);
  return { slug, exportName, code: stripped.code, assignor: `my-${slug}` };
}
