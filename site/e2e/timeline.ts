// A live timeline in a lesson, as a reader's hands and eyes know it.
import { expect, type Locator, type Page } from '@playwright/test';

/** Opens the lesson and comes near its scene, up to where the timeline can be played. */
export async function openTimeline(page: Page): Promise<Locator> {
  await page.goto('lessons/range-assignor/');
  const scene = page.locator('#scene-join');
  await uncover(scene);
  await expect(scene.getByRole('button', { name: 'Play' })).toBeVisible();
  return scene;
}

/** A run that a prediction asks about is shown without an answer. */
export async function uncover(scene: Locator): Promise<void> {
  await scene.scrollIntoViewIfNeeded();
  await scene.getByRole('button', { name: 'Show it without answering' }).click();
}

export const playheadOf = (scene: Locator): Locator => scene.getByRole('slider', { name: 'Playhead' });

/** Where the playhead stands, in ms of virtual time. */
export const momentOf = async (scene: Locator): Promise<number> =>
  Number(await playheadOf(scene).first().getAttribute('aria-valuenow'));

/** What the playhead says: the time, and the event at it. */
export const toldAt = async (scene: Locator): Promise<string> =>
  (await playheadOf(scene).first().getAttribute('aria-valuetext')) ?? '';

export interface Drawing {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Where time begins and ends in the window, in pixels. */
  readonly fromX: number;
  readonly toX: number;
}

/** Where the drawing is, once it is all in view as far as it can be. */
export async function drawingOf(scene: Locator): Promise<Drawing> {
  const drawing = scene.getByRole('img').first();
  await drawing.scrollIntoViewIfNeeded();
  const box = await drawing.boundingBox();
  const clip = scene.locator('.timeline-plot clipPath rect').last();
  const [x, width] = [Number(await clip.getAttribute('x')), Number(await clip.getAttribute('width'))];
  if (box === null) throw new Error('The timeline has no drawing.');
  return { box, fromX: box.x + x + 1, toX: box.x + x + width - 1 };
}
