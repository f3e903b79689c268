import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';
import { openExercise, resultsKept, run, saved, sourceOf, summaryOf, writeAnswer } from './workbench.ts';

const told = (page: Page) => page.locator('.play-told');
const choice = (page: Page, name: string) => page.getByRole('combobox', { name: new RegExp(`^${name}`) });
const happened = (page: Page) => page.getByRole('region', { name: 'What happens' }).getByRole('listitem');

async function open(page: Page, fragment = ''): Promise<void> {
  await page.goto(`playground/${fragment}`);
  await expect(page.getByRole('toolbar', { name: 'Time' }).getByRole('button', { name: /^Run/ })).toBeEnabled();
}

/** Passes an exercise with its solution. */
async function passed(page: Page, slug: string): Promise<Locator> {
  await openExercise(page, slug);
  await writeAnswer(page, await sourceOf(`solutions/${slug}/answer.ts`));
  await saved(page);
  await run(page);
  await resultsKept(page, slug);
  return summaryOf(page);
}

test.describe('the playground', () => {
  test('is played, poked, forked and compared with the keyboard alone', async ({ page }) => {
    await open(page);
    await page.keyboard.press('2');
    await page.keyboard.press('c');
    await expect(told(page)).toHaveText('c2 crashes at 10001ms.');
    await expect(happened(page)).toHaveText([/crash c2/]);
    await expect(page.getByText('crashed', { exact: true })).toBeVisible();
    await page.keyboard.press('n');
    await expect(told(page)).toHaveText(/^From .* on to /);
    await expect(page.getByRole('img')).toHaveAccessibleName(
      /orders-1 and orders-4 have no owner for over 9\.\d+ s|9\.\d+ s/,
    );

    await page.keyboard.press('f');
    await expect(page.getByText('Two futures from')).toBeVisible();
    await expect(page.getByRole('img')).toHaveCount(2);
    await page.keyboard.press('a');
    await expect(told(page)).toHaveText(/^c4 starts at/);
    await page.keyboard.press('.');
    await expect(told(page)).toHaveText(/^From .* on to /);
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test('lets time pass until it is paused, and keeps the session over a reload', async ({ page }) => {
    await open(page);
    const clock = page.getByRole('status', { name: 'Virtual time' });
    await page.keyboard.press('+');
    await page.keyboard.press(' ');
    await expect(clock).not.toHaveText('0:10.000');
    await page.keyboard.press(' ');
    await expect(page.getByRole('button', { name: /^Run/ })).toBeVisible();
    await page.keyboard.press('z');
    await expect(told(page)).toHaveText(/^c1 is frozen for 15 s at/);
    await expect(page.getByText('frozen', { exact: true })).toBeVisible();
    const at = await clock.textContent();
    await page.reload();
    await expect(happened(page)).toHaveText([/freeze c1, for 15s/]);
    await expect(clock).toHaveText(at ?? '');
  });

  test('shows what would have been when an event is changed or taken out, and goes back', async ({ page }) => {
    await open(page);
    await choice(page, 'Scenario').selectOption('leave');
    await expect(happened(page)).toHaveText([/close c2/]);
    await page.getByRole('button', { name: /^Next rebalance/ }).click();
    await expect(told(page)).toHaveText(/^From/);
    await page.getByRole('button', { name: /^Change: close c2/ }).click();
    const event = page.getByLabel('The event');
    await event.fill('{ at: 12s, crash: c9 }');
    await page.getByRole('button', { name: 'See what changes' }).click();
    await expect(page.locator('.play-edit .play-problem')).toContainText('no consumer is named "c9"');
    await event.fill('{ at: 12s, crash: c2 }');
    await page.getByRole('button', { name: 'See what changes' }).click();
    await expect(page.getByRole('img')).toHaveCount(2);
    await expect(happened(page)).toHaveText([/crash c2/]);
    await page.getByRole('button', { name: 'Go back to the one before' }).click();
    await expect(happened(page)).toHaveText([/close c2/]);
    await page.getByRole('button', { name: 'Keep this one alone' }).click();
    await expect(page.getByRole('img')).toHaveCount(1);
  });

  test('deploys another assignor and other settings, and changes the load', async ({ page }) => {
    await open(page);
    await choice(page, 'assignor').selectOption('range');
    await choice(page, 'session.timeout.ms').selectOption('6000');
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await expect(told(page)).toContainText('A rolling deployment of range, session.timeout.ms 6000 begins');
    await expect(happened(page)).toHaveCount(6);
    await choice(page, 'Load').selectOption('100');
    await expect(told(page)).toContainText('100 records a second into orders');
    await page.getByRole('button', { name: 'Crash broker 1' }).click();
    await expect(told(page)).toContainText('Broker 1 crashes');
    await page.getByRole('button', { name: 'Add a partition' }).click();
    await expect(told(page)).toContainText('orders has 7 partitions');
  });

  test('has the assignor that passed an exercise dropped in, once it is asked for', async ({ page }) => {
    await expect(await passed(page, 'range-assignor')).toContainText('5 of 5 rules hold');
    await open(page);
    const own = page.getByRole('region', { name: 'Your own answers' });
    await expect(choice(page, 'assignor').getByRole('option')).toHaveCount(6);
    await own.getByRole('button', { name: 'Use it here: ' }).click();
    await expect(own).toContainText('is there as my-range-assignor');
    await choice(page, 'assignor').selectOption('my-range-assignor');
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await expect(told(page)).toContainText('A rolling deployment of my-range-assignor begins');
    await page.keyboard.press('n');
    await expect(told(page)).toHaveText(/^From/);
  });

  test('has the listener that passed an exercise dropped in, and goes on with it after a reload', async ({ page }) => {
    await expect(await passed(page, 'partitions-lost')).toContainText(/(\d) of \1 rules hold/);
    await open(page);
    const own = page.getByRole('region', { name: 'Your own answers' });
    await own.getByRole('button', { name: 'Use it here: ' }).click();
    await expect(own).toContainText('is there as my-partitions-lost');
    await choice(page, 'application').selectOption('my-partitions-lost');
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await expect(told(page)).toContainText('A rolling deployment of the application my-partitions-lost begins');
    await choice(page, 'Speed').selectOption('60');
    await page.getByRole('button', { name: /^Run/ }).click();
    // All three have been deployed.
    await expect(page.getByRole('status', { name: 'Virtual time' })).toHaveText(/^0:(2[6-9]|[345])|^[1-9]/);
    await page.getByRole('button', { name: /^Pause/ }).click();
    await expect(page.locator('.play-chip[data-state="running"]')).toHaveCount(3);

    await page.reload();
    await expect(happened(page)).toHaveCount(6);
    await expect(own).toContainText('is there as my-partitions-lost');
    const kept = () => page.evaluate(() => localStorage.getItem('rebalance-lab:playground'));
    const before = await kept();

    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('rebalance-lab');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const cleared = opening.result.transaction(opening.result.objectStoreNames, 'readwrite');
            for (const name of opening.result.objectStoreNames) cleared.objectStore(name).clear();
            cleared.oncomplete = () => resolve();
            cleared.onerror = () => reject(cleared.error);
          };
        }),
    );
    await page.reload();
    const last = page.getByRole('region', { name: 'Your last session' });
    await expect(last).toContainText('It names my-partitions-lost');
    await expect(page.getByRole('button', { name: /^Run/ })).toBeEnabled();
    await page.keyboard.press('c');
    await expect(told(page)).toContainText('c1 crashes at');
    expect(await kept()).toBe(before);
    expect(await accessibilityProblems(page)).toEqual([]);
    await last.getByRole('button', { name: 'Let it go' }).click();
    await expect(last).toHaveCount(0);
    await expect.poll(kept).toContain('"crash":"c1"');
  });

  test('says of a link what it names that is not here', async ({ page, context }) => {
    await open(page);
    await page.getByRole('button', { name: 'Open a file' }).click();
    const text =
      'for: 1m\ntopics: { orders: 2 }\nconsumers:\n  c1: { group: g, topics: [orders], application: my-x }\n';
    await page.getByLabel('YAML').fill(text);
    await page.getByRole('button', { name: 'Open it' }).click();
    await expect(page.getByRole('alert')).toContainText('It names my-x');
    const fragment = await page.evaluate(async () => {
      const scenario = {
        for: '1m',
        topics: { orders: 2 },
        consumers: { c1: { group: 'g', topics: ['orders'], assignor: 'my-x' } },
      };
      const packed = new Blob([JSON.stringify(scenario)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
      const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
      return btoa(String.fromCharCode(...bytes))
        .replace(/\+/g, '-')
        .replace(/\//g, '_')
        .replace(/=+$/, '');
    });
    const other = await context.newPage();
    await other.goto(`playground/#s=${fragment}`);
    const brought = other.getByRole('region', { name: 'A scenario from a link' });
    await expect(brought).toContainText('It names my-x');
    await brought.getByRole('button', { name: 'Open it' }).click();
    await expect(brought.getByRole('alert')).toContainText('this browser does not have');
  });

  test('shows the group that is chosen', async ({ page }) => {
    await open(page);
    await expect(choice(page, 'Group')).toHaveCount(0);
    await page.getByRole('button', { name: 'Open a file' }).click();
    await page
      .getByLabel('YAML')
      .fill(
        'for: 1m\ntopics: { orders: 2, returns: 3 }\nconsumers:\n  a1: { group: first, topics: [orders] }\n  b1: { group: second, topics: [returns] }\n',
      );
    await page.getByRole('button', { name: 'Open it' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('n');
    await expect(page.locator('.play-picture')).toContainText('a1');
    await choice(page, 'Group').selectOption('second');
    await expect(page.locator('.play-picture')).toContainText('b1');
    await expect(page.getByRole('heading', { name: 'Deploy to second' })).toBeVisible();
  });

  test('goes out as a link and comes back as data that runs when it is asked for', async ({ page, context }) => {
    await open(page);
    await page.keyboard.press('c');
    await expect(happened(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Share or save' }).click();
    const link = page.getByLabel('Link', { exact: true });
    await expect(link).toHaveValue(/#s=/);
    await expect(page.getByLabel('YAML')).toHaveValue(/crash: c1/);
    expect(await accessibilityProblems(page)).toEqual([]);
    const address = await link.inputValue();
    const other = await context.newPage();
    await other.goto(address);
    const brought = other.getByRole('region', { name: 'A scenario from a link' });
    await expect(brought).toContainText('1 events');
    await brought.getByRole('button', { name: 'Open it' }).click();
    await expect(brought).toHaveCount(0);
    await expect(happened(other)).toHaveText([/crash c1/]);
  });

  test('says that a link is damaged', async ({ page }) => {
    await open(page, '#s=abcdefg');
    await expect(told(page)).toContainText('The link cannot be opened. It was cut off or changed on its way.');
  });

  test('says at which line a file is wrong, and opens one that is right', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Open a file' }).click();
    const yaml = page.getByLabel('YAML');
    const text = (name: string) =>
      `for: 1m\ntopics: { orders: 2 }\nconsumers:\n  c1: { group: g, topics: [orders] }\nevents:\n  - { at: 5s, crash: ${name} }\n`;
    await yaml.fill(text('c7'));
    await page.getByRole('button', { name: 'Open it' }).click();
    await expect(page.getByRole('alert')).toContainText('Line 6: events[0].crash: no consumer is named "c7"');
    await yaml.fill(text('c1'));
    await page.getByRole('button', { name: 'Open it' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(happened(page)).toHaveText([/crash c1/]);
  });
});

test.describe('the playground, without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('says what it is and shows a scenario', async ({ page }) => {
    await page.goto('playground/');
    // What a matcher for text passes over.
    await expect(page.locator('#playground-view noscript li').first()).toBeVisible();
    await expect(page.getByRole('img').first()).toHaveAccessibleName(/no owner/);
  });
});
