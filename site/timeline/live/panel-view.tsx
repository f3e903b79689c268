// Floor 7. The panel beside a live timeline: what just happened, and what each party believes. Follows the playhead.
import { useState } from 'preact/hooks';
import { momentText } from '../model/durations.ts';
import { type Panel, panelAt } from '../model/panel.ts';
import { eventIn } from '../model/steps.ts';
import type { TimelineModel } from '../model/timeline-model.ts';
import { rowUnder } from './moves.ts';
import type { Player } from './player.ts';

interface PanelProps {
  readonly player: Player;
  readonly run: number;
  readonly model: TimelineModel;
  readonly title: string | undefined;
}

export function PanelView({ player, run, model, title }: PanelProps) {
  const playhead = player.playhead.value;
  const level = player.level.value;
  const row = rowUnder(model, run, playhead, level);
  const moment =
    playhead.at?.run === run && row !== undefined
      ? { ms: playhead.ms, index: eventIn(model, row).index }
      : { ms: playhead.ms };
  const panel = panelAt(model, moment, row, level);
  const { sentences, toldMs, parties, unowned, notices } = panel;
  const last = sentences.at(-1);
  return (
    <section class="timeline-panel">
      <h3>
        {title === undefined ? '' : `${title}, `}
        {title === undefined ? 'At' : 'at'} {momentText(playhead.ms)}
      </h3>
      {last === undefined ? (
        <p>Nothing has happened yet.</p>
      ) : (
        <>
          {toldMs !== playhead.ms && (
            <p class="timeline-since">Last event, at {toldMs !== undefined && momentText(toldMs)}:</p>
          )}
          {sentences.slice(0, -1).map((sentence, index) => (
            <p key={String(index)} class="timeline-before">
              {sentence}
            </p>
          ))}
          <p class="timeline-event">{last}</p>
        </>
      )}
      {unowned.map((sentence) => (
        <p key={sentence} class="timeline-unowned">
          {sentence}.
        </p>
      ))}
      {notices.map((sentence) => (
        <p key={sentence} class="timeline-notice">
          {sentence}
        </p>
      ))}
      <div class="timeline-tables">
        <table>
          <caption>What each believes</caption>
          <thead>
            <tr>
              <th scope="col">who</th>
              <th scope="col">generation</th>
              <th scope="col">owns</th>
              <th scope="col">state</th>
            </tr>
          </thead>
          <tbody>
            {parties.map(({ name, generation, owns, state, memberId, disagreement }) => (
              <tr key={name}>
                <th scope="row" title={memberId}>
                  {name}
                </th>
                <td>{generation}</td>
                <td>
                  {owns}
                  {disagreement !== undefined && <span class="timeline-disagreement">{disagreement}</span>}
                </td>
                <td>{state}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Offsets panel={panel} />
    </section>
  );
}

/** Long with many partitions, so that it is made only for who looks at it. */
function Offsets({ panel: { offsets, parties } }: { readonly panel: Panel }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Offsets and member ids</summary>
      {isOpen && (
        <div class="timeline-tables">
          <table>
            <caption>Offsets</caption>
            <thead>
              <tr>
                <th scope="col">partition</th>
                <th scope="col">position</th>
                <th scope="col">committed</th>
                <th scope="col">log end</th>
                <th scope="col">lag</th>
              </tr>
            </thead>
            <tbody>
              {offsets.map(({ partition, position, committed, logEnd, lag }) => (
                <tr key={partition}>
                  <th scope="row">{partition}</th>
                  <td>{position}</td>
                  <td>{committed}</td>
                  <td>{logEnd}</td>
                  <td>{lag}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <table>
            <caption>Member ids</caption>
            <tbody>
              {parties.map(({ name, memberId }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{memberId === '' ? 'none' : memberId}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
