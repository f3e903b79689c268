// Floor 7. The playground's page: presets, time, the picture, what can be done and what was done.
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Store } from '../../storage/store.ts';
import type { Player } from '../../timeline/live/player.ts';
import { Timeline, type TimelineRunShown } from '../../timeline/live/timeline.tsx';
import type { Playground } from '../playground.ts';
import { type Preset, presets } from '../presets.ts';
import type { Written } from '../protocol.ts';
import { DropIn } from './drop-in.tsx';
import { Export, Import, Linked, type Unopened, UnopenedSession } from './exchange.tsx';
import { Happenings } from './happenings.tsx';
import { KeyList, pressed } from './keys.tsx';
import { Panel } from './panel.tsx';
import { TerminalDrawer } from './terminal-drawer.tsx';
import { Transport } from './transport.tsx';

export interface AppProps {
  readonly playground: Playground;
  readonly store: Store;
  /** A scenario that a link has brought, not opened yet; or what is wrong with the link. */
  readonly linked: Written | undefined;
  /** The session that was kept and could not be opened: as long as it is there, it stays what is kept. */
  readonly unopened: Signal<Unopened | undefined>;
}

const frameMs = 100;

export function App({ playground, store, linked: fromLink, unopened }: AppProps) {
  const chosen = useSignal('c1');
  const player = useRef<Player>(undefined);
  const [dialog, setDialog] = useState<'export' | 'import'>();
  const [linked, setLinked] = useState(fromLink);
  const [linkProblem, setLinkProblem] = useState('');
  const fork = (): void => void playground.forkAt(player.current?.playhead.value.ms ?? playground.nowMs);

  useEffect(() => {
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      playground.tick(Math.min(now - last, 1000));
      last = now;
    }, frameMs);
    return () => clearInterval(timer);
  }, [playground]);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(event.target instanceof Element) || document.querySelector('dialog[open]') !== null) return;
      const isTyped = event.target.matches('input:not([type="radio"]), select, textarea, [contenteditable]');
      const isActivated = event.key === ' ' && event.target.matches('button, summary, a, input');
      if (isTyped || isActivated || !pressed(event.key, { playground, chosen, fork })) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [playground]);

  const seen = playground.seen.value;
  const { text, isTrouble } = playground.told.value;
  return (
    <div class="play">
      {linked && (
        <Linked
          scenario={linked}
          problem={linkProblem}
          onOpen={async () => {
            const opened = await playground.open('From a link', linked, 0);
            if (opened === 'yes') setLinked(undefined);
            else setLinkProblem(opened.map(({ text }) => text).join(' '));
          }}
          onDiscard={() => setLinked(undefined)}
        />
      )}
      {unopened.value && (
        <UnopenedSession
          unopened={unopened.value}
          onLetGo={() => {
            unopened.value = undefined;
            playground.redraw();
          }}
        />
      )}
      <div class="play-top">
        <Presets playground={playground} />
        <button type="button" class="button" onClick={() => setDialog('export')}>
          Share or save
        </button>
        <button type="button" class="button" onClick={() => setDialog('import')}>
          Open a file
        </button>
      </div>
      <Transport playground={playground} onFork={fork} />
      <p class="play-told" role="status" data-trouble={isTrouble ? '' : undefined}>
        {text}
      </p>
      {seen === undefined ? (
        <p class="play-note">The simulator is loading.</p>
      ) : (
        <div class="play-main">
          <div class="play-picture">
            <h2 class="visually-hidden">The group over time</h2>
            <Futures playground={playground} />
            <Picture
              playground={playground}
              onPlayer={(made) => {
                player.current = made;
              }}
            />
            <Happenings playground={playground} />
          </div>
          <aside class="play-side" aria-label="What you can do">
            <Panel playground={playground} cluster={seen.cluster} chosen={chosen} />
            <DropIn playground={playground} store={store} />
            <KeyList />
          </aside>
        </div>
      )}
      {seen !== undefined && <TerminalDrawer playground={playground} />}
      {dialog === 'export' && <Export playground={playground} onClose={() => setDialog(undefined)} />}
      {dialog === 'import' && <Import playground={playground} onClose={() => setDialog(undefined)} />}
    </div>
  );
}

export const openPreset = (playground: Playground, { title, scenario, fromMs, beside }: Preset) =>
  playground.open(title, scenario, fromMs, beside);

function Presets({ playground }: { readonly playground: Playground }) {
  const current = presets.find(({ title }) => title === playground.title.value);
  return (
    <>
      <label class="play-preset">
        Scenario
        <select
          value={current?.key ?? ''}
          onChange={({ currentTarget }) => {
            const preset = presets.find(({ key }) => key === currentTarget.value);
            if (preset !== undefined) void openPreset(playground, preset);
          }}
        >
          {current === undefined && <option value="">{playground.title.value}</option>}
          {presets.map(({ key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {current && (
        <button type="button" class="button" onClick={() => openPreset(playground, current)}>
          Start over
        </button>
      )}
      <p class="play-about">{current?.about}</p>
    </>
  );
}

function Futures({ playground }: { readonly playground: Playground }) {
  const before = playground.before.value;
  if (before === undefined) return null;
  return (
    <div class="play-futures">
      <p>
        {before.forkedAtMs === 0
          ? 'Two scenarios on one axis.'
          : `Two futures from ${(before.forkedAtMs / 1000).toFixed(3)} s on.`}{' '}
        Time passes in both.
      </p>
      <button type="button" class="button" onClick={() => playground.takeBack()}>
        Go back to the one before
      </button>
      <button type="button" class="button" onClick={() => playground.forgetBefore()}>
        Keep this one alone
      </button>
    </div>
  );
}

interface PictureProps {
  readonly playground: Playground;
  onPlayer(player: Player): void;
}

function Picture({ playground, onPlayer }: PictureProps) {
  const seen = playground.seen.value;
  const isBeside = playground.before.value?.forkedAtMs === 0;
  const runs = useMemo<readonly TimelineRunShown[]>(() => {
    if (seen === undefined) return [];
    if (seen.before === undefined) return [{ model: seen.model }];
    return [
      { model: seen.model, title: 'Now' },
      { model: seen.before, title: isBeside ? 'Beside it' : 'Before' },
    ];
  }, [seen, isBeside]);
  if (seen === undefined) return null;
  // A second run is another timeline.
  return (
    <Timeline
      key={runs.length}
      id="play-timeline"
      runs={runs}
      start={{ ms: Math.round(seen.nowMs) }}
      width={900}
      isGrowing
      onPlayer={onPlayer}
    />
  );
}
