// Scenes of a run are pictures until the reader comes near one, or touches it: then it is run again in the page and becomes live. Small
// on purpose: simulator and timeline are fetched only then.

/** How far below or above what is seen a scene is made ready, in screens. */
const nearScreens = 0.5;

export function enableScenes(root: ParentNode): void {
  const figures = [...root.querySelectorAll<HTMLElement>('[data-scene]')];
  if (figures.length === 0) return;
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting && target instanceof HTMLElement) wake(target);
    },
    { rootMargin: `${nearScreens * 100}% 0px` },
  );
  const wake = (figure: HTMLElement): void => {
    near.unobserve(figure);
    if (figure.dataset.live !== undefined) return;
    figure.dataset.live = 'waking';
    makeLive(figure);
  };
  for (const figure of figures) {
    for (const kind of ['pointerenter', 'focusin'] as const) figure.addEventListener(kind, () => wake(figure));
    near.observe(figure);
  }
}

async function makeLive(figure: HTMLElement): Promise<void> {
  try {
    const { mountScene } = await import('../scene/mount.tsx');
    await mountScene(figure);
    figure.dataset.live = 'yes';
  } catch (error) {
    // The picture stays, and the lesson reads as it does without scripts.
    console.error(error);
    delete figure.dataset.live;
  }
}
