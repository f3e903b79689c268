// Floor 7. The coordinator's lane: the group's states as a strip, with as many words as fit.
import { durationText } from '../model/durations.ts';
import type { GroupStateSpan, TimelineModel } from '../model/timeline-model.ts';
import { fitting } from './labels.ts';
import type { GroupStrip } from './picture.ts';
import type { Scale } from './scale.ts';
import { seen } from './spans.ts';

const height = 26;
const textSize = 12;

export function groupStrip({ states, rebalances }: TimelineModel, scale: Scale, y: number): GroupStrip {
  return {
    y,
    height,
    states: states.flatMap((span) => {
      const part = seen(span, scale, 2);
      if (part === undefined) return [];
      const causes = rebalances.find(({ fromMs }) => fromMs === span.fromMs)?.causes ?? [];
      const label = fitting(wordings(span, causes), part.width - 14, textSize);
      return [{ ...part, y, height, state: span.state, label, title: titleOf(span, causes) }];
    }),
  };
}

function wordings({ state, generationId, leader }: GroupStateSpan, causes: readonly string[]): readonly string[] {
  switch (state) {
    case 'PreparingRebalance':
      return [...causes.slice(0, 1).map((cause) => `${state}   ${cause}`), state, 'Preparing', 'Prep.'];
    case 'CompletingRebalance':
      return [`${state}   generation ${generationId}`, state, 'Completing', 'Compl.'];
    case 'Stable':
      return [
        ...(leader === undefined ? [] : [`Stable   generation ${generationId}   leader ${leader}`]),
        `Stable   gen ${generationId}`,
        `gen ${generationId}`,
        String(generationId),
      ];
    case 'no coordinator':
      return ['no coordinator', 'none'];
    case 'Empty':
    case 'Dead':
      return [state];
  }
}

function titleOf({ state, generationId, leader, fromMs, toMs }: GroupStateSpan, causes: readonly string[]): string {
  const why = causes.length === 0 ? '' : ` (${causes.join('; ')})`;
  const led = leader === undefined ? '' : `, led by ${leader}`;
  return `${state}${why}, generation ${generationId}${led}, for ${durationText(toMs - fromMs)}`;
}
