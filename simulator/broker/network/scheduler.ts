// Floor 3. What the network needs of a simulation: its time, and a place in the order of what happens at one instant.
import type { Clock, Timer } from '../../kernel/clock.ts';

export interface Scheduler extends Clock {
  schedule(delayMs: number, eventClass: 'delivery', run: () => void): Timer;
}
