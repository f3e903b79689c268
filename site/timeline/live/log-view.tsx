// Floor 7. The lines that the real clients and brokers would have logged last, at the playhead: a small log that follows it.

import { h } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { LoggedLine } from 'simulator';
import { momentText } from '../model/durations.ts';
import { type LogDepth, logAt } from '../model/run-log.ts';
import { eventIn } from '../model/steps.ts';
import type { TimelineModel } from '../model/timeline-model.ts';
import { chooseDepth, logDepth } from './log-choice.ts';
import { rowUnder } from './moves.ts';
import type { Player } from './player.ts';

interface LogProps {
  readonly player: Player;
  readonly run: number;
  readonly model: TimelineModel;
}

/** As many as a reader looks back over. */
const linesMax = 40;

export function LogView({ player, run, model }: LogProps) {
  const { ms, at } = player.playhead.value;
  const row = rowUnder(model, run, player.playhead.value, player.level.value);
  const index = at?.run === run && row !== undefined ? eventIn(model, row).index : undefined;
  const lines = logAt(model, { ms, index }, logDepth.value, linesMax);
  const list = useRef<HTMLDivElement>(null);
  const last = lines.at(-1);
  useLayoutEffect(() => {
    const element = list.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, [last, logDepth.value]);
  const depths: readonly LogDepth[] = model.log.isDebugLeftOut ? ['INFO'] : ['INFO', 'DEBUG'];
  return (
    <section class="timeline-log" aria-label={`Log lines at ${momentText(ms)}`}>
      <p class="timeline-log-head">
        <b>What Kafka 4.0 would log</b>
        {depths.length > 1 ? (
          <span class="timeline-choice">
            {depths.map((depth) => (
              <button
                key={depth}
                type="button"
                aria-pressed={logDepth.value === depth}
                onClick={() => chooseDepth(depth)}
              >
                {depth}
              </button>
            ))}
          </span>
        ) : (
          <span>Without DEBUG: there is too much of it. Choose a shorter time.</span>
        )}
      </p>
      {/* It scrolls, so that it must be reached with the keyboard; there is nothing to focus in it. */}
      {h(
        'div',
        { ref: list, class: 'timeline-log-lines', role: 'group', 'aria-label': 'Log', tabIndex: 0 },
        lines.length === 0 ? (
          <p>Nothing has been logged yet.</p>
        ) : (
          <ol>
            {lines.map((line) => (
              <Line key={`${line.index} ${line.text}`} line={line} isNow={line.atMs === last?.atMs} />
            ))}
          </ol>
        ),
      )}
    </section>
  );
}

function Line({ line: { atMs, level, logger, text }, isNow }: { readonly line: LoggedLine; readonly isNow: boolean }) {
  // The prefix says who logs; it is the same in line after line.
  const prefix = /^\[[^\]]*\] /.exec(text)?.[0] ?? '';
  return (
    <li class={`is-${level.toLowerCase()}${isNow ? ' is-now' : ''}`}>
      <span class="timeline-log-time">{momentText(atMs)}</span> <span class="timeline-log-level">{level}</span>{' '}
      <span class="timeline-log-text">
        <span class="timeline-log-faint">{prefix}</span>
        {text.slice(prefix.length).trimEnd()}{' '}
        <span class="timeline-log-faint" title={logger}>
          ({logger.slice(logger.lastIndexOf('.') + 1)})
        </span>
      </span>
    </li>
  );
}
