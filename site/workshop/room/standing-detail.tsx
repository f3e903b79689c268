// Floor 7. One attendee's answer to one exercise: what was claimed, what came of running it here, and the answer itself, to be read.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ScrollArea } from '../../workbench/scroll-area.tsx';
import type { ShortResult } from '../hand-in/hand-in.ts';
import { inWords } from './difference.ts';
import type { Person, Standing } from './roll-up.ts';
import type { Room } from './room.ts';

interface StandingDetailProps {
  readonly room: Room;
  readonly person: Person;
  readonly standing: Standing;
  readonly onClose: () => void;
}

export function StandingDetail({ room, person, standing, onClose }: StandingDetailProps) {
  const { slug, claim, judged, source, difference, isOtherVersion } = standing;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [person.id, slug]);
  return (
    <section class="room-detail" aria-labelledby="room-detail-title">
      <div class="room-detail-head">
        <h3 id="room-detail-title" ref={heading} tabIndex={-1}>
          {person.name}: {room.titleOf(slug)}
        </h3>
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </div>
      {difference !== undefined && <p class="workshop-told is-trouble">{difference}</p>}
      {isOtherVersion && (
        <p class="workshop-told is-trouble">
          It was written for another version of the exercise than this site has, so what was claimed is not compared.
        </p>
      )}
      <dl>
        <dt>Handed in as</dt>
        <dd>
          {claim === undefined ? 'not run yet' : inWords(claim)}
          {claim?.isCurrent === false && '; the answer was changed since that run'}
        </dd>
        <dt>Run here</dt>
        <dd>
          {judged !== undefined && inWords(judged.result)}
          {judged === undefined && (source === undefined ? 'cannot be: only progress was handed in' : 'not yet')}
        </dd>
      </dl>
      <Failed room={room} slug={slug} result={standing.shown} />
      {source !== undefined && (
        <details>
          <summary>The answer</summary>
          <ScrollArea as="pre" label="Source of the answer">
            <code>{source}</code>
          </ScrollArea>
        </details>
      )}
    </section>
  );
}

interface FailedProps {
  readonly room: Room;
  readonly slug: string;
  readonly result: ShortResult | undefined;
}

function Failed({ room, slug, result }: FailedProps) {
  if (result === undefined || result.failedRules.length === 0) return null;
  return (
    <ul class="room-failed">
      {result.failedRules.map(({ rule, message }) => (
        <li key={rule}>
          <b>
            {rule} {room.ruleTitleOf(slug, rule)}
          </b>
          {message !== '' && <span>{message}</span>}
        </li>
      ))}
    </ul>
  );
}
