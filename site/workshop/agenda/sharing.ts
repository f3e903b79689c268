// Floor 7. What an instructor keeps, and what of it is handed out: code words stay behind, their hashes go along. Knows no page.
import type { KeptAgenda } from '../../storage/workshop-records.ts';
import type { Agenda } from './agenda.ts';
import { codeWordHashOf, sameWord } from './code-word.ts';

/** The agenda as attendees get it. */
export function toShare({ agenda, words }: KeptAgenda): Agenda {
  const isHolding = agenda.heldBack.solutions || agenda.heldBack.hints;
  const hash = (word: string | undefined, opens: string | undefined) =>
    !isHolding || word === undefined || sameWord(word) === '' ? {} : { codeWordHash: codeWordHashOf(word, opens) };
  return {
    ...agenda,
    items: agenda.items.map((item) =>
      item.kind === 'exercise' ? { ...item, ...hash(words.exercises[item.slug], item.slug) } : item,
    ),
    ...hash(words.all, undefined),
  };
}
