// Entry of the playground's page.
import { type Signal, signal } from '@preact/signals';
import { h, render } from 'preact';
import { ownAnswer } from '../playground/passed.ts';
import { type Kept, Playground } from '../playground/playground.ts';
import { presets } from '../playground/presets.ts';
import { Sandbox } from '../playground/sandbox.ts';
import { fromFragment } from '../playground/share.ts';
import { App, openPreset } from '../playground/view/app.tsx';
import type { Unopened } from '../playground/view/exchange.tsx';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { enableHeader } from './header.ts';
import { keep, readKept } from './kept.ts';

enableHeader();

const keptKey = 'playground';
const view = document.getElementById('playground-view');
if (view !== null) void start(view);

async function start(view: HTMLElement): Promise<void> {
  const store = indexedDbStore();
  const unopened: Signal<Unopened | undefined> = signal(undefined);
  const keepSession = (session: Kept): void => {
    if (unopened.value === undefined) keep(keptKey, JSON.stringify(session));
  };
  const playground = new Playground(new Sandbox(), keepSession, (name) => ownAnswer(store, name));
  const link = await fromFragment(location.hash);
  view.replaceChildren();
  const linked = link.kind === 'scenario' ? link.scenario : undefined;
  render(h(App, { playground, store, linked, unopened }), view);
  const kept = readSession();
  const opened = kept && (await playground.open(kept.title, kept.scenario, kept.nowMs));
  if (kept !== undefined && opened !== undefined && opened !== 'yes')
    unopened.value = { kept, why: opened.map(({ text }) => text).join(' ') };
  const [first] = presets;
  if (opened !== 'yes' && first !== undefined) await openPreset(playground, first);
  if (link.kind === 'damaged')
    playground.told.value = { text: `The link cannot be opened. ${link.why}`, isTrouble: true };
}

/** What was being played with when the page was left; `undefined` where there is none that can be read. */
function readSession(): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(readKept(keptKey) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return undefined;
    const { title, scenario, nowMs } = kept as Partial<Kept>;
    if (typeof title !== 'string' || typeof scenario !== 'object' || typeof nowMs !== 'number') return undefined;
    return { title, scenario, nowMs };
  } catch {
    return undefined;
  }
}
