// Floor 7. The row of controls above a live timeline: play, step, where it is, how fast, how much detail, which view, zoom, table.
import { momentText } from '../model/durations.ts';
import type { Level } from '../model/timeline-model.ts';
import { timelineKeys } from './keys.ts';
import { isLogShown, toggleLog } from './log-choice.ts';
import { type Player, type Speed, speeds } from './player.ts';

const levels: readonly (readonly [Level, string])[] = [
  [0, 'Groups'],
  [1, 'Callbacks'],
  [2, 'Every message'],
  [3, 'Records too'],
];

const speedNames: Readonly<Record<Speed, string>> = {
  0.01: '1/100',
  0.1: '1/10',
  0.5: '1/2',
  1: '1×',
  2: '2×',
  5: '5×',
};

/** What the keys do, for who wants to know. */
export function Keys() {
  return (
    <details class="timeline-keys">
      <summary>Keys</summary>
      <p>
        They work while the playhead has the focus. With Ctrl and the wheel, or two fingers, you zoom where the pointer
        is.
      </p>
      <dl>
        {timelineKeys.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              <kbd>{keyName(keys[0] ?? '')}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const keyName = (key: string): string =>
  key === ' ' ? 'Space' : key.replace('Shift+', '⇧ ').replace('ArrowRight', '→').replace('ArrowLeft', '←');

/** @param isGrowing what plays is elsewhere: here is only what has happened */
export function Controls({ player, isGrowing }: { readonly player: Player; readonly isGrowing: boolean }) {
  const isPlaying = player.isPlaying.value;
  // Where polls and records were left out, there is no level to step through them.
  const hasRecords = player.runs.some(({ events }) => events.level.includes(3));
  return (
    <div class="timeline-controls">
      {!isGrowing && (
        <button type="button" class="button" onClick={() => (isPlaying ? player.pause() : player.play())}>
          {isPlaying ? 'Pause' : 'Play'}
        </button>
      )}
      <button type="button" class="button" aria-label="Step back" onClick={() => player.step(-1)}>
        ‹
      </button>
      <button type="button" class="button" onClick={() => player.step(1)}>
        Step
      </button>
      <Now player={player} />
      {!isGrowing && (
        <label>
          <span>Speed</span>
          <select value={player.speed.value} onChange={(event) => setSpeed(player, Number(event.currentTarget.value))}>
            {speeds.map((speed) => (
              <option key={speed} value={speed}>
                {speedNames[speed]}
              </option>
            ))}
          </select>
        </label>
      )}
      <Choice
        label="Detail"
        options={levels.filter(([level]) => level < 3 || hasRecords)}
        value={player.level.value}
        onChoose={(level) => {
          player.level.value = level;
        }}
      />
      <Choice
        label="Rows"
        options={[
          ['processes', 'Consumers'],
          ['partitions', 'Partitions'],
        ]}
        value={player.view.value}
        onChoose={(view) => {
          player.view.value = view;
        }}
      />
      <span class="timeline-zoom">
        <button
          type="button"
          class="button"
          aria-label="Zoom out"
          onClick={() => player.zoom(2)}
          disabled={!player.isZoomed.value}
        >
          −
        </button>
        <button type="button" class="button" aria-label="Zoom in" onClick={() => player.zoom(0.5)}>
          +
        </button>
        <button type="button" class="button" onClick={() => player.showAll()} disabled={!player.isZoomed.value}>
          All
        </button>
      </span>
      <button
        type="button"
        class="button"
        aria-pressed={player.isTable.value}
        onClick={() => {
          player.isTable.value = !player.isTable.value;
        }}
      >
        Table
      </button>
      <button
        type="button"
        class="button"
        aria-pressed={isLogShown.value}
        title="What the real clients and brokers would log"
        onClick={toggleLog}
      >
        Log lines
      </button>
    </div>
  );
}

function setSpeed(player: Player, value: number): void {
  const speed = speeds.find((known) => known === value);
  if (speed !== undefined) player.speed.value = speed;
}

function Now({ player }: { readonly player: Player }) {
  return <output class="timeline-now">{momentText(player.playhead.value.ms)}</output>;
}

interface ChoiceProps<Value> {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}

function Choice<Value extends string | number>({ label, options, value, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset class="timeline-choice">
      <legend class="visually-hidden">{label}</legend>
      {options.map(([option, words]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => onChoose(option)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}
