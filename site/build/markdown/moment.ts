// A moment of a run as blocks write it, with its unit. Floor 7; knows no block.
import * as v from 'valibot';
import { readDuration } from '../../scene/durations.ts';

const example = 'write a time with its unit: 9s, 12.5s, 300ms';

/** In ms. */
export const moment = v.pipe(
  v.union([v.string(), v.number()], example),
  v.check((text) => readDuration(String(text)) !== undefined, example),
  v.transform((text) => readDuration(String(text)) ?? 0),
);
