// Floor 7. What a page and `npm run workshop` say to each other, and where. Both import it: knows no page and no Node.js.
import * as v from 'valibot';
import { handInSizeMax } from './hand-in/hand-in.ts';

/** From the site's root. In the built site it is a file that says no, so that asking never fails. */
export const livePath = 'workshop/live.json';
/** POST hands in; GET with the room's key, as `Authorization: Bearer KEY`, reads those after `?after=NUMBER`. */
export const handInsPath = 'workshop/hand-ins';

/** In bytes: what is taken of one request. */
export const bodySizeMax = handInSizeMax;

export const liveSchema = v.object({ live: v.boolean() });

/** To the room: what came, in its order, numbered from 1. The rest comes with the next question where `more` is true. */
export const arrivedSchema = v.object({
  arrived: v.array(v.object({ number: v.number(), handIn: v.unknown() })),
  more: v.boolean(),
});

/** To whoever is refused: a sentence or two. */
export const refusalSchema = v.object({ problem: v.string() });
