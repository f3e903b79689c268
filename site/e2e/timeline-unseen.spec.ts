import type { Page } from '@playwright/test';
import { parseScenario, provideHost } from 'simulator';
import { assignorsByName } from 'testkit';
import { answerText } from '../scene/answer.ts';
import { answerTo } from '../scene/answers.ts';
import { playScenario } from '../scene/play.ts';
import type { SceneData } from '../scene/scene-data.ts';
import { expect, test } from './site.ts';

test('who uses the keyboard and hears the page alone finds out how long orders-2 had no owner', async ({ page }) => {
  await page.goto('lessons/range-assignor/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the lesson' })).toBeFocused();
  await page.keyboard.press('Enter');

  // The run is asked about, and shown without an answer to who wants it so.
  await tabTo(page, /^button "Show it without answering"/);
  await page.keyboard.press('Enter');

  // As tables: the button is reached, said to be a switch, and thrown.
  await tabTo(page, /^button "Table"( \[|$)/);
  await page.keyboard.press('Enter');
  await expect.poll(() => heard(page)).toMatch(/^button "Table" \[pressed\]/);
  const gaps = await page.getByRole('table', { name: 'Without an owner' }).ariaSnapshot();
  const [, inTable] = /row "orders-2 (\d+ m?s) /.exec(gaps) ?? [];
  await page.keyboard.press('Enter');

  // And on the axis: from mark to mark, until the panel says that it has none.
  await tabTo(page, /^slider "Playhead"/);
  await page.keyboard.press('Home');
  const panel = page.getByText(/orders-2, .*have no owner, for/).first();
  for (let press = 0; press < 20 && !(await panel.isVisible()); press += 1) await page.keyboard.press('n');
  const [, inWords] = /no owner, for (.*)\.$/.exec((await panel.textContent()) ?? '') ?? [];

  const own = await gapInTheSimulator(page);
  expect([inTable, inWords]).toEqual([own, own]);
});

/** What a screen reader says of what has the focus: at first of the whole page. */
async function heard(page: Page): Promise<string> {
  return (await page.locator('body:not(:has(:focus)), :focus').ariaSnapshot()).replace(/^- /, '');
}

async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let press = 0; press < 150; press += 1) {
    await page.keyboard.press('Tab');
    const now = await heard(page);
    if (wanted.test(now)) return;
    passed.push(now.split('\n')[0] ?? '');
  }
  throw new Error(`Tab never came to ${wanted}. It came by:\n${passed.join('\n')}`);
}

/** The same scenario, run here. */
async function gapInTheSimulator(page: Page): Promise<string> {
  const written = await page.locator('#scene-join').getAttribute('data-scene');
  const { scenario, view }: SceneData = JSON.parse(written ?? '{}');
  provideHost({ turn: () => Promise.resolve() });
  const parsed = parseScenario(scenario, { assignors: assignorsByName });
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ text }) => text).join('; '));
  const answer = answerTo('gap of orders-2', playScenario(parsed.scenario, view, assignorsByName).facts);
  if ('problem' in answer) throw new Error(answer.problem);
  return answerText(answer);
}
