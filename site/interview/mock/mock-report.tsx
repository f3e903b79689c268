// The report of an interview: by topic, what to study next; made to be printed and kept. Floor 7.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MockInterview } from '../../storage/mock-interview.ts';
import type { MockDesk } from './desk.ts';
import { type ReportLine, reportOf } from './report.ts';
import { clockText, dayText } from './words.ts';

export function MockReport({ desk, mock }: { readonly desk: MockDesk; readonly mock: MockInterview }) {
  const { names, root } = desk;
  const { topics, study } = reportOf(mock, names);
  const heading = useRef<HTMLHeadingElement>(null);
  // The question that had the focus is gone.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  return (
    <article class="mock-report">
      <h2 ref={heading} tabIndex={-1}>
        Report
      </h2>
      <p class="mock-when">
        {dayText(mock.startedAt)}. {mock.minutes} minutes were planned, {clockText(mock.elapsedMs)} were used.
      </p>
      {topics.map(({ title, lines }) => (
        <section key={title} aria-label={title}>
          <h3>
            {title} <small>{scoreWords(lines)}</small>
          </h3>
          <ul>
            {lines.map((line) => (
              <li key={line.what} class={`is-${line.state}`}>
                <span>{line.what}</span>
                <b>{line.how}</b>
                <small>{line.tookMs === undefined ? '' : clockText(line.tookMs)}</small>
                {line.said !== '' && <blockquote>{line.said}</blockquote>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section aria-label="What to study next">
        <h3>What to study next</h3>
        {study.length === 0 ? (
          <p>Nothing in particular: every answer was strong or right, and every rule holds.</p>
        ) : (
          <ul class="mock-study">
            {study.map(({ address, title, why }) => (
              <li key={address}>
                <a href={`${root}${address}`}>{title}</a> <span>{why}</span>
              </li>
            ))}
          </ul>
        )}
        <p>
          What you answered counts in <a href={`${root}interview/review/`}>the review</a>: what was weak or wrong comes
          back tomorrow.
        </p>
      </section>
      <div class="mock-actions">
        <button type="button" class="button primary" onClick={() => window.print()}>
          Print
        </button>
        <a class="button" href={`${root}interview/mock/`}>
          All interviews
        </a>
      </div>
    </article>
  );
}

function scoreWords(lines: readonly ReportLine[]): string {
  return `${lines.filter(({ state }) => state === 'good').length} of ${lines.length} strong or right`;
}
