// Floor 7. Agendas to begin with: a half day and a full day. Lessons take what `presentedMinutes` says of their reading time, exercises what
// their briefs say; nobody sits for more than ninety minutes. The tests hold them against the course. Knows no page.
import { AGENDA_VERSION, type Agenda, type AgendaItem } from './agenda.ts';

export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly agenda: Agenda;
}

const lesson = (slug: string, minutes: number): AgendaItem => ({ kind: 'lesson', slug, minutes });
const exercise = (slug: string, minutes: number): AgendaItem => ({ kind: 'exercise', slug, minutes });
const pause = (title: string, minutes: number): AgendaItem => ({ kind: 'break', title, minutes });

export const presets: readonly Preset[] = [
  {
    id: 'half-day',
    title: 'Half day',
    about: 'How a group divides its partitions, why it stops while it does, and what a listener has to do then.',
    agenda: {
      version: AGENDA_VERSION,
      name: 'Kafka rebalancing, half a day',
      startsAt: '09:00',
      items: [
        pause('Welcome and setup', 10),
        lesson('consumer-groups', 20),
        lesson('rebalance-flow', 20),
        lesson('range-assignor', 20),
        pause('Break', 15),
        exercise('range-assignor', 35),
        lesson('cooperative-rebalancing', 20),
        pause('Break', 10),
        lesson('rebalance-listeners', 20),
        exercise('commit-on-revoke', 35),
        lesson('timeouts', 20),
        pause('Questions and close', 15),
      ],
      heldBack: { solutions: true, hints: false },
    },
  },
  {
    id: 'full-day',
    title: 'Full day',
    about:
      'The half day, and then offsets after a crash, timeouts, deploys without a rebalance, and how to find who causes a storm.',
    agenda: {
      version: AGENDA_VERSION,
      name: 'Kafka rebalancing, a full day',
      startsAt: '09:00',
      items: [
        pause('Welcome and setup', 15),
        lesson('consumer-groups', 20),
        exercise('poll-loop', 25),
        lesson('rebalance-flow', 20),
        pause('Break', 15),
        lesson('range-assignor', 20),
        exercise('range-assignor', 35),
        lesson('cooperative-rebalancing', 20),
        pause('Lunch', 60),
        lesson('rebalance-listeners', 20),
        exercise('commit-on-revoke', 35),
        lesson('delivery-guarantees', 20),
        pause('Break', 15),
        lesson('timeouts', 20),
        exercise('tune-the-timeouts', 20),
        lesson('static-membership', 15),
        exercise('rolling-restart', 20),
        pause('Break', 15),
        lesson('rebalance-storms', 20),
        exercise('find-the-cause', 35),
        pause('Questions and close', 15),
      ],
      heldBack: { solutions: true, hints: false },
    },
  },
];
