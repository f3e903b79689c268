// Floor 7. Time in the playground: play, pause, how fast, on to the next event or rebalance; how much and which group of it is seen.
import type { Playground, Speed } from '../playground.ts';
import { spansMs, speeds } from '../playground.ts';

export function Transport({ playground, onFork }: { readonly playground: Playground; readonly onFork: () => void }) {
  const isPlaying = playground.isPlaying.value;
  const seen = playground.seen.value;
  const isOver = seen?.ending !== undefined;
  return (
    <div class="play-transport" role="toolbar" aria-label="Time">
      <button
        type="button"
        class="button primary"
        disabled={isOver || seen === undefined}
        onClick={() => (isPlaying ? playground.pause() : playground.play())}
      >
        {isPlaying ? 'Pause' : 'Run'} <kbd>Space</kbd>
      </button>
      <button type="button" class="button" disabled={isOver} onClick={() => playground.stepTo('event')}>
        Next event <kbd>.</kbd>
      </button>
      <button type="button" class="button" disabled={isOver} onClick={() => playground.stepTo('rebalance')}>
        Next rebalance <kbd>n</kbd>
      </button>
      <output class="play-clock" aria-label="Virtual time">
        {clockText(seen?.nowMs ?? 0)}
      </output>
      <label>
        Speed
        <select
          value={playground.speed.value}
          onChange={({ currentTarget }) => {
            playground.speed.value = speeds.find((speed) => speed === Number(currentTarget.value)) ?? 1;
          }}
        >
          {speeds.map((speed) => (
            <option key={speed} value={speed}>{`${speed}×`}</option>
          ))}
        </select>
      </label>
      <label>
        Seen
        <select
          value={playground.spanMs.value}
          onChange={({ currentTarget }) => {
            playground.spanMs.value = Number(currentTarget.value);
            playground.redraw();
          }}
        >
          {spansMs.map((ms) => (
            <option key={ms} value={ms}>{`last ${ms / 1000} s`}</option>
          ))}
        </select>
      </label>
      <GroupChoice playground={playground} />
      <button type="button" class="button" disabled={seen === undefined} onClick={onFork}>
        Fork at the playhead <kbd>f</kbd>
      </button>
    </div>
  );
}

/** Which group is seen, where there are several. */
function GroupChoice({ playground }: { readonly playground: Playground }) {
  const groups = playground.seen.value?.cluster.groups.map(({ groupId }) => groupId) ?? [];
  if (groups.length < 2) return null;
  return (
    <label>
      Group
      <select
        value={playground.groupId.value ?? groups[0]}
        onChange={({ currentTarget }) => {
          playground.groupId.value = currentTarget.value;
          playground.redraw();
        }}
      >
        {groups.map((groupId) => (
          <option key={groupId} value={groupId}>
            {groupId}
          </option>
        ))}
      </select>
    </label>
  );
}

/** `1:02.350` */
function clockText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const seconds = ((ms % 60_000) / 1000).toFixed(3).padStart(6, '0');
  return `${minutes}:${seconds}`;
}

/** The next faster one, or the next slower one. */
export function nextSpeed(speed: Speed, by: 1 | -1): Speed {
  return speeds[speeds.indexOf(speed) + by] ?? speed;
}
