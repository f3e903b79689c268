// Floor 7. Agendas of all kinds, for tests.
import * as fc from 'fast-check';
import type { Agenda, AgendaItem } from './agenda.ts';

const minutes = fc.integer({ min: 1, max: 600 });
const slug = fc.stringMatching(/^[a-z0-9]{1,12}(-[a-z0-9]{1,8}){0,2}$/);
const title = fc.string({ minLength: 1, maxLength: 80 }).filter((text) => text.trim() === text && text !== '');
const hash = fc.stringMatching(/^[0-9a-f]{16}$/);

export const items: fc.Arbitrary<readonly AgendaItem[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('lesson' as const), slug, minutes }),
    fc.record(
      { kind: fc.constant('exercise' as const), slug, minutes, codeWordHash: hash },
      { requiredKeys: ['kind', 'slug', 'minutes'] },
    ),
    fc.record({ kind: fc.constant('break' as const), title, minutes }),
  ),
  { maxLength: 60 },
);

export const agendas: fc.Arbitrary<Agenda> = fc.record(
  {
    version: fc.constant(1 as const),
    name: title,
    startsAt: fc.stringMatching(/^([01][0-9]|2[0-3]):[0-5][0-9]$/),
    items,
    heldBack: fc.record({ solutions: fc.boolean(), hints: fc.boolean() }),
    codeWordHash: hash,
  },
  { requiredKeys: ['version', 'name', 'items', 'heldBack'], noNullPrototype: true },
);
