import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';
import { uncover } from './timeline.ts';

const lesson = 'lessons/range-assignor/';

test.describe('a scene of a run', () => {
  test('loads simulator and timeline only when the reader comes near', async ({ page }) => {
    const loaded = () =>
      page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
    await page.goto(lesson);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect((await loaded()).filter((path) => path.includes('scene-thread'))).toEqual([]);
    const scene = page.locator('#scene-join');
    await expect(scene.locator('[role="img"]').first()).toBeAttached();
    await expect(scene.getByRole('radio')).toHaveCount(0);

    await uncover(scene);
    await expect(scene.getByRole('radio', { name: 'range', exact: true })).toBeChecked();
    await expect(scene.getByRole('img')).toHaveCount(1);
  });

  test('shows beside the lesson’s run what a choice changes, and goes back', async ({ page }) => {
    await page.goto(lesson);
    const scene = page.locator('#scene-join');
    await uncover(scene);
    await scene.getByRole('radio', { name: 'cooperative-sticky' }).check();
    const stopped = scene.getByRole('row', { name: /^partitions stopped/ });
    await expect(stopped.getByRole('cell')).toHaveText(['12', '3']);
    await expect(scene.getByRole('img')).toHaveCount(2);
    await expect(scene.locator('.run-status')).toHaveText(/^With assignor cooperative-sticky: .*9 never stop\.$/);
    expect(await accessibilityProblems(page)).toEqual([]);

    await scene.getByRole('radio', { name: 'range', exact: true }).check();
    await expect(scene.getByRole('img')).toHaveCount(1);
    await expect(stopped).toHaveCount(0);
  });

  test('says what each believes once the reader steps', async ({ page }) => {
    await page.goto(lesson);
    const scene = page.locator('#scene-join');
    await uncover(scene);
    const believed = scene.getByRole('table', { name: 'What each believes' });
    const step = scene.getByRole('button', { name: 'Step', exact: true });
    await expect(step).toBeVisible();
    await expect(believed).toBeHidden();
    await step.focus();
    await page.keyboard.press('Enter');
    await expect(believed).toBeVisible();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test('is chosen with the keyboard', async ({ page }) => {
    await page.goto(lesson);
    const scene = page.locator('#scene-join');
    await uncover(scene);
    await scene.getByRole('radio', { name: 'range', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(scene.getByRole('radio', { name: 'sticky', exact: true })).toBeChecked();
    await expect(scene.getByRole('row', { name: /^partitions moved/ }).getByRole('cell')).toHaveText(['6', '3']);
  });

  test('is led to by its prediction', async ({ page }) => {
    await page.goto(lesson);
    const question = page.getByRole('group', { name: /How many of the twelve partitions stand still/ });
    await question.getByRole('button', { name: '12', exact: true }).click();
    await expect(question.getByRole('status')).toHaveText('Right.');
    await question.getByRole('link', { name: 'Watch it' }).click();
    await expect(page.locator('#scene-join')).toBeInViewport();
  });
});

test.describe('a scene of a run, without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('is a picture with its result in words, and tables', async ({ page }) => {
    await page.goto(lesson);
    const scene = page.locator('#scene-join');
    await expect(scene.getByRole('img').first()).toHaveAccessibleName(/have no owner for \d+ ms/);
    await expect(scene.getByRole('radio')).toHaveCount(0);
    await scene.getByText('As tables').click();
    await expect(scene.getByRole('table').first()).toBeVisible();
  });
});
