// The reference: what is there, and that a link to one setting leads to it.
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';

test('tells of a setting its default, its range, since when there is it, and which clock it controls', async ({
  page,
}) => {
  await page.goto('./');
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Reference' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Settings' }).last().click();
  await page.getByRole('link', { name: 'session.timeout.ms', exact: true }).click();
  await expect(page).toHaveURL(/#consumer-session\.timeout\.ms$/);
  const setting = page.locator('.setting:target');
  await expect(setting).toContainText('45,000 ms');
  await expect(setting).toContainText(/Clock.*coordinator.*heartbeat/s);
  await expect(setting).toContainText(/Since.*0\.9/s);
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('has each error code, each term, and each method of the consumer', async ({ page }) => {
  await page.goto('reference/errors/#UNKNOWN_MEMBER_ID');
  await expect(page.locator('tr:target')).toContainText(/25.*onPartitionsLost/s);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.goto('reference/glossary/#leader');
  await expect(page.locator('tr:target')).toContainText('It is a consumer, not a broker');
  await page.goto('reference/api/#KafkaConsumer');
  await expect(page.locator('.api-entry:target')).toContainText('commitSync(');
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('says what is simplified, and how much was recorded', async ({ page }) => {
  await page.goto('reference/simulator/');
  await expect(page.getByRole('table').first()).toContainText('fetches and batches are bounded in records');
  await expect(page.getByRole('row', { name: /349 traces of the consumer/ })).toBeVisible();
  await page.goto('reference/scenarios/');
  await expect(page.getByRole('table').first()).toContainText('commitSync');
  expect(await accessibilityProblems(page)).toEqual([]);
});
