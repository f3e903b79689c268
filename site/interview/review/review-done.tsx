// The end of a day's review: what was done, when the next card comes, where to go on. Floor 7.
import { NEW_PER_DAY, type Queue } from './queue.ts';

export interface ReviewDoneProps {
  readonly queue: Queue;
  readonly answered: number;
  readonly root: string;
  readonly now: number;
}

export function ReviewDone({ queue, answered, root, now }: ReviewDoneProps) {
  return (
    <div class="review-done">
      <h2>{answered === 0 ? 'Nothing is due' : 'That is all for today'}</h2>
      <p role="status">
        {answered > 0 && `${answered === 1 ? '1 card' : `${answered} cards`} answered. `}
        {queue.nextAt !== undefined && `The next card comes back ${dayWords(queue.nextAt, now)}. `}
        {queue.later > 0 &&
          `${queue.later} cards are still new: ${NEW_PER_DAY} of them are brought each day, so that what comes back stays little.`}
      </p>
      <p>
        Meanwhile: <a href={`${root}interview/mock/`}>a mock interview</a>, <a href={`${root}interview/`}>the deck</a>,
        or <a href={root}>the course</a>.
      </p>
    </div>
  );
}

function dayWords(at: number, now: number): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / 86_400_000);
  if (days <= 1) return 'tomorrow';
  const date = new Date(at).toLocaleDateString('en-US', { month: 'long', day: 'numeric' });
  return `in ${days} days, on ${date}`;
}

function startOfDay(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}
