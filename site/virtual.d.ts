declare module 'virtual:exercises' {
  import type { Exercise, Solution } from './exercise.ts';
  /** By slug; each is fetched when it is first asked for. */
  export const exercises: ReadonlyMap<
    string,
    { readonly load: () => Promise<Exercise>; readonly loadSolution: () => Promise<Solution> }
  >;
}
declare module 'virtual:run-script' {
  /** Address of the runner's classic worker script, relative to the page's modules. */
  const url: string;
  export default url;
}
declare module 'virtual:session-script' {
  /** The same for the worker that holds live clusters. */
  const url: string;
  export default url;
}
declare module 'virtual:kafka-types' {
  /** What the editor knows beside the language: declarations of `kafka` and of the testkit's types, by path under the root. */
  const files: readonly { readonly path: string; readonly source: string }[];
  export default files;
}
declare module 'virtual:search-documents' {
  import type { SearchDocument } from './search/search-document.ts';

  const documents: readonly SearchDocument[];
  export default documents;
}
declare module 'virtual:interview-deck' {
  import type { Deck } from './interview/deck.ts';

  const deck: Deck;
  export default deck;
}
