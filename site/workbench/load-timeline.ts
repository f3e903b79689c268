// The live timeline, loaded when there is something for it to show: most of the workbench's visits to plain functions never need it.
import type { Timeline } from '../timeline/live/timeline.tsx';

export interface LoadedTimeline {
  readonly Timeline: typeof Timeline;
}

let loaded: LoadedTimeline | undefined;

/** `undefined` until it has been loaded once. */
export const loadedTimeline = (): LoadedTimeline | undefined => loaded;

export async function loadTimeline(): Promise<LoadedTimeline> {
  loaded ??= await import('./timeline-with-styles.ts');
  return loaded;
}
