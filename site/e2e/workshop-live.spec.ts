// A workshop in one network: the real server of `npm run workshop`, ten attendees in browsers of their own, and the instructor's room. The
// address is one of a network: plain http, where browsers give a page neither a clipboard nor a service worker.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { findOrInstallChromium } from '../../tools/chromium.ts';
import type { Agenda } from '../workshop/agenda/agenda.ts';
import { codeWordHashOf } from '../workshop/agenda/code-word.ts';
import { toAgendaFragment } from '../workshop/agenda/link.ts';
import { handInFormat, handInVersion } from '../workshop/hand-in/hand-in.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test, troubleIn } from './site.ts';
import { detailOf, editorOf, openLessonWorkbench, resultsKept, ruleOf, run, saved } from './workbench.ts';

/** A name that the server goes by, and that is no name of the machine itself to a browser. */
const name = `${hostname()}.local`.toLowerCase();
const { args = [], ...launch } = findOrInstallChromium();
test.use({ launchOptions: { ...launch, args: [...args, `--host-resolver-rules=MAP ${name} 127.0.0.1`] } });

interface Running {
  readonly url: string;
  readonly port: number;
  readonly roomUrl: string;
  /** As Ctrl-C does. Resolves with what the server printed in all, and its exit status. */
  end(): Promise<{ readonly printed: string; readonly status: number | null }>;
}

const main = fileURLToPath(new URL('../../tools/workshop/main.ts', import.meta.url));

async function start(file: string, port = 0): Promise<Running> {
  const server: ChildProcess = spawn(process.execPath, ['--import', 'tsx', main, '--port', `${port}`, '--file', file]);
  let printed = '';
  const opened = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (printed.includes('Ctrl-C ends the workshop.')) resolve();
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', () => reject(new Error(`The server did not open: ${printed}`)));
  });
  const ended = new Promise<number | null>((resolve) => server.once('close', resolve));
  await opened;
  const [, taken = '', key = ''] = /:(\d+)\/workshop\/room\/#key=([\w-]+)/.exec(printed) ?? [];
  const url = `http://${name}:${taken}/`;
  return {
    url,
    port: Number(taken),
    roomUrl: `${url}workshop/room/#key=${key}`,
    async end() {
      server.kill('SIGINT');
      return { status: await ended, printed };
    },
  };
}

interface Workshop {
  readonly file: string;
  running: Running;
}

const live = test.extend<{ readonly workshop: Workshop }>({
  workshop: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'workshop-'));
    const file = join(folder, 'hand-ins.jsonl');
    const workshop = { file, running: await start(file) };
    await use(workshop);
    await workshop.running.end();
    await rm(folder, { recursive: true });
  },
  baseURL: async ({ workshop }, use) => use(workshop.running.url),
});

/** A browser of its own, and what it complains of. */
async function open(browser: Browser, { url }: Running, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, ...options });
  return { context, page: await context.newPage(), trouble: troubleIn(context, url) };
}

const rowsOf = (room: Page) => room.getByRole('table').locator('tbody').getByRole('row');
const names = ['Ada', 'Grace', 'Ada', 'Mary', 'Lin', 'Olu', 'Sam', 'Zoë', 'Иван', '李雷'];

/** Has typed and run something, as the attendees after it have. */
async function work(page: Page): Promise<void> {
  await openLessonWorkbench(page);
  await editorOf(page).focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText('// mine');
  await saved(page);
  await run(page);
  await resultsKept(page, 'range-assignor');
}

live(
  'ten attendees send, a hostile one too, and the room shows them as they come; a restart loses nothing',
  async ({ browser, workshop }) => {
    live.slow();
    const { running, file } = workshop;
    const first = await open(browser, running);
    await work(first.page);
    const storageState = await first.context.storageState({ indexedDB: true });
    const instructor = await open(browser, running);
    const room = instructor.page;
    await room.goto(running.roomUrl);
    await expect(room.getByText('Live: hand-ins show up here as they come. 0 hand-ins until now.')).toBeVisible();
    expect(room.url()).toBe(`${running.url}workshop/room/`);

    const attendees = await Promise.all(names.map(() => open(browser, running, { storageState })));
    await Promise.all(
      attendees.map(async ({ page }, index) => {
        await page.goto('workshop/hand-in/');
        await page.getByLabel('Your name in this workshop').fill(names[index] ?? '');
        await page.getByRole('button', { name: 'Send to the room' }).click();
        await expect(page.getByText('The room has it, since')).toBeVisible();
      }),
    );
    await expect(rowsOf(room)).toHaveCount(10);
    await expect(rowsOf(room).filter({ hasText: 'Ada' })).toHaveCount(2);
    for (const { trouble } of [first, instructor, ...attendees]) expect(trouble).toEqual([]);

    const hostile = await open(browser, running);
    await hostile.page.goto('workshop/hand-in/');
    const post = (body: string, repeated = 1) =>
      hostile.page.evaluate(
        async ([body, repeated]) => {
          const headers = { 'content-type': 'application/json' };
          const whole = new Blob(Array<string>(repeated).fill(body));
          const response = await fetch('../hand-ins', { method: 'POST', headers, body: whole });
          return [response.status, (await response.json()) as unknown] as const;
        },
        [body, repeated] as const,
      );
    expect(await post('x'.repeat(1_000_000), 50)).toEqual([413, { problem: expect.stringContaining('at most 1 MB') }]);
    expect(await post('{"format":')).toEqual([400, { problem: expect.stringContaining('not JSON') }]);
    const tag = '<img src=x onerror="document.title=1">';
    const evil = {
      format: handInFormat,
      version: handInVersion,
      attendeeId: 'mallory',
      attendee: `\u202e${tag}\n`,
      at: 1,
    };
    const exercises = [{ slug: 'range-assignor', exerciseVersion: 'ffffff' }];
    expect(await post(JSON.stringify({ ...evil, exercises, key: '__proto__' }))).toEqual([200, {}]);
    await expect(rowsOf(room)).toHaveCount(11);
    await expect(rowsOf(room).filter({ hasText: tag })).toHaveCount(1);
    await expect(room).toHaveTitle(/The room/);

    await room.getByRole('button', { name: 'Run 10 answers here' }).click();
    await expect(room.getByText('All answers were run here')).toBeVisible();
    await expect(rowsOf(room).filter({ hasText: 'run here' })).toHaveCount(10);
    expect(instructor.trouble).toEqual([]);
    expect(await accessibilityProblems(room)).toEqual([]);

    await first.page.goto('workshop/hand-in/');
    await first.page.getByLabel('Your name in this workshop').fill('Late');
    await expect(first.page.getByRole('button', { name: 'Send to the room' })).toBeVisible();
    const { status, printed } = await running.end();
    expect(status).toBe(0);
    expect(printed).toContain('11 hand-ins of 11 attendees');
    expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(11);
    await expect(room.getByText('The server does not answer.')).toBeVisible();
    const late = first.page;
    await late.getByRole('button', { name: 'Send to the room' }).click();
    await expect(late.getByText('The room could not be reached.')).toBeVisible();

    workshop.running = await start(file, running.port);
    await late.getByRole('button', { name: 'Send to the room' }).click();
    await expect(room.getByText('12 hand-ins until now')).toBeVisible();
    await room.reload();
    await expect(room.getByText('12 hand-ins until now')).toBeVisible();
    await room.goto(`${running.url}workshop/room/#key=${'x'.repeat(32)}`);
    await expect(room.getByText('The key in the address is not that of the running server.')).toBeVisible();
    await room.goto(running.roomUrl);
    await expect(room.getByText('12 hand-ins until now')).toBeVisible();
    await expect(rowsOf(room)).toHaveCount(12);
    for (const { context } of [first, instructor, hostile, ...attendees]) await context.close();
  },
);

live(
  'over plain http, codes, checks and copies work, and the page on offline use says why it cannot',
  async ({ browser, workshop: { running } }) => {
    const { context, page, trouble } = await open(browser, running);
    await work(page);
    expect(await page.evaluate('isSecureContext')).toBe(false);
    await ruleOf(page, 3).getByRole('button').first().click();
    await ruleOf(page, 3)
      .getByRole('button', { name: /5 partitions, 3 members/ })
      .click();
    await detailOf(page).getByRole('button', { name: 'Copy link to this case' }).click();
    await expect(detailOf(page).getByRole('button', { name: 'Link copied' })).toBeFocused();

    await page.goto('workshop/hand-in/');
    await page.getByLabel('Your name in this workshop').fill('Ada');
    await page.getByRole('button', { name: 'Show as text' }).click();
    await expect(page.locator('main textarea')).toHaveValue(/^RLAB1\{/);
    await page.getByRole('button', { name: 'Copy the text' }).click();
    await expect(page.getByText('Copied.')).toBeVisible();
    await page.goto('workshop/room/');
    await page.getByRole('textbox').focus();
    await page.keyboard.press('ControlOrMeta+v');
    await page.getByRole('button', { name: 'Take in the text' }).click();
    await expect(rowsOf(page)).toContainText(['Ada']);

    await page.goto('playground/');
    await page.getByRole('button', { name: 'Share or save' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Copy YAML' }).click();
    await expect(page.getByText('The YAML is on the clipboard.')).toBeVisible();

    const agenda: Agenda = {
      version: 1,
      name: 'An hour',
      items: [{ kind: 'exercise', slug: 'range-assignor', minutes: 35 }],
      heldBack: { solutions: true, hints: true },
      codeWordHash: codeWordHashOf('Grey Seal', undefined),
    };
    await page.goto(`workshop/join/${await toAgendaFragment(agenda)}`);
    await page.getByRole('button', { name: 'Set it up' }).click();
    const word = page.getByLabel('Code word');
    await word.fill('grey seal');
    await word.press('Enter');
    await expect(page.getByText('held back')).toHaveCount(0);

    await page.goto('offline/');
    await expect(page.getByText(`This one came from ${running.url.slice(0, -1)}.`)).toBeVisible();
    expect(trouble).toEqual([]);
    await context.close();
  },
);
