// The run of a bug: covered until it is known what goes wrong, then played.
import { tellScene } from './scenes.ts';

export interface BugRun {
  cover(): void;
  /** Plays all that the figure shows. */
  play(): void;
}

export function bugRunOf(bug: HTMLElement): BugRun | undefined {
  const figure = bug.querySelector<HTMLElement>('[data-scene]');
  if (figure === null) return undefined;
  return {
    cover() {
      figure.dataset.covered = '';
    },
    play() {
      delete figure.dataset.covered;
      // Written by our own build into our own page.
      const { view } = JSON.parse(figure.dataset.scene ?? '{}');
      const play = { fromMs: Number(view.fromMs), toMs: Number(view.toMs) };
      tellScene(figure, { play, marks: [] }, { wakes: true });
    },
  };
}
