// Scenes of a run are pictures until the reader comes near one, touches it, or has answered what is asked about it: then it is run
// again in the page and becomes live. Small on purpose: simulator and timeline are fetched only then.
import type { ToldScene } from '../scene/pick.ts';
import { whyNotLoaded } from './why-not-loaded.ts';

/** How far below or above what is seen a scene is made ready, in screens. */
const nearScreens = 0.5;

/** What a figure was told before it was live. */
const toldFigures = new WeakMap<HTMLElement, ToldScene>();

export function enableScenes(root: ParentNode): void {
  const figures = [...root.querySelectorAll<HTMLElement>('[data-scene]')];
  if (figures.length === 0) return;
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        near.unobserve(target);
        wake(target);
      }
    },
    { rootMargin: `${nearScreens * 100}% 0px` },
  );
  for (const figure of figures) {
    for (const kind of ['pointerenter', 'focusin'] as const) figure.addEventListener(kind, () => wake(figure));
    near.observe(figure);
  }
}

/** Plays a scene, and draws an answer under it. @param how whether a scene that is still a picture becomes live for it */
export async function tellScene(figure: HTMLElement, told: ToldScene, how: { readonly wakes: boolean }): Promise<void> {
  toldFigures.set(figure, told);
  if (figure.dataset.live !== 'yes') {
    // It is told when it is live.
    if (how.wakes) wake(figure);
    return;
  }
  const { tellLiveScene } = await import('../scene/mount.tsx');
  tellLiveScene(figure, told);
}

function wake(figure: HTMLElement): void {
  if (figure.dataset.live !== undefined) return;
  figure.dataset.live = 'waking';
  makeLive(figure);
}

async function makeLive(figure: HTMLElement): Promise<void> {
  try {
    const { mountScene, tellLiveScene } = await import('../scene/mount.tsx');
    await mountScene(figure);
    figure.dataset.live = 'yes';
    figure.querySelector(`.${troubleClass}`)?.remove();
    const told = toldFigures.get(figure);
    if (told !== undefined) tellLiveScene(figure, told);
  } catch (error) {
    // The picture stays, and the lesson reads as it does without scripts.
    console.error(error);
    delete figure.dataset.live;
    if (figure.querySelector(`.${troubleClass}`) !== null) return;
    const trouble = document.createElement('p');
    trouble.className = troubleClass;
    trouble.setAttribute('role', 'status');
    figure.append(trouble);
    trouble.textContent = `This is the picture of the run. ${await whyNotLoaded('What plays it')}`;
  }
}

const troubleClass = 'run-trouble';
