// A card of the site's own text, put where it is asked: from there on it is an element as on its own page, live scenes included. Floor 7.
import { useEffect, useRef, useState } from 'preact/hooks';
import { CardMissing, cardElement } from './card-element.ts';

/** What pages do with the text of a lesson; handed in, since it belongs to pages. */
export type Enliven = (card: HTMLElement) => void;

export interface PageCardProps {
  readonly id: string;
  /** From the page to the site's root. */
  readonly root: string;
  readonly enliven: Enliven;
  /** Whether the folded answer stands open. */
  readonly isOpen: boolean;
  readonly onShown: (card: HTMLElement) => void;
  /** The course has it no longer. */
  readonly onMissing: () => void;
}

export function PageCard({ id, root, enliven, isOpen, onShown, onMissing }: PageCardProps) {
  const place = useRef<HTMLDivElement>(null);
  // A card that comes late stands as it is asked for then.
  const isOpenNow = useRef(isOpen);
  isOpenNow.current = isOpen;
  const [trouble, setTrouble] = useState<string>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let isLeft = false;
    setTrouble(undefined);
    cardElement(id, root).then(
      (card) => {
        if (isLeft) return;
        unfold(card, isOpenNow.current);
        place.current?.replaceChildren(card);
        enliven(card);
        onShown(card);
      },
      (error: unknown) => {
        if (isLeft) return;
        if (error instanceof CardMissing) onMissing();
        else setTrouble('This card could not be fetched. Check the connection.');
      },
    );
    return () => {
      isLeft = true;
      place.current?.replaceChildren();
    };
  }, [id, attempt]);

  useEffect(() => unfold(place.current, isOpen), [isOpen]);

  return (
    <>
      {trouble !== undefined && (
        <p class="card-trouble" role="alert">
          {trouble}{' '}
          <button type="button" class="button" onClick={() => setAttempt(attempt + 1)}>
            Try again
          </button>
        </p>
      )}
      <div class="page-card prose" ref={place} />
    </>
  );
}

function unfold(card: HTMLElement | null, isOpen: boolean): void {
  const answer = card?.querySelector('details.talk-answer');
  if (answer instanceof HTMLDetailsElement) answer.open = isOpen;
}
