// Pointing at a line of code: chosen with arrows or a tap, and then said. The question about it is asked once the line is known, since its
// options name it.

/**
 * How it went is kept on the element, as `data-line`: `right`, `wrong` (found or shown after a wrong one).
 *
 * @param focus gives the focus to who asks what goes wrong: what was pressed is gone by then
 */
export function enableBugLines(bug: HTMLElement, focus: (question: HTMLElement) => void): void {
  const form = bug.querySelector<HTMLFormElement>('.bug-lines');
  const question = bug.querySelector<HTMLElement>('.bug-question');
  if (form === null || question === null) return;
  const right = (form.dataset.right ?? '').split(' ');
  const radios = [...form.querySelectorAll<HTMLInputElement>('input')];
  const actions = form.querySelector<HTMLElement>('.bug-actions');
  const [say, giveUp] = actions?.querySelectorAll('button') ?? [];
  const verdict = form.querySelector('.bug-verdict');
  const lineOf = ({ value }: HTMLInputElement): number => Number(value) + 1;

  const tell = (text: string): void => {
    if (verdict !== null) verdict.textContent = text;
  };
  const settle = (text: string, outcome: 'right' | 'wrong'): void => {
    bug.dataset.line ??= outcome;
    tell(text);
    for (const radio of radios) {
      radio.disabled = true;
      radio.checked = false;
      radio.closest('li')?.classList.toggle('is-right', right.includes(radio.value));
    }
    if (actions !== null) actions.hidden = true;
    question.hidden = false;
    focus(question);
  };

  // What was answered in an earlier visit needs no line.
  if (question.querySelector('[data-result]') !== null) {
    for (const radio of radios) radio.closest('li')?.classList.toggle('is-right', right.includes(radio.value));
    return;
  }
  question.hidden = true;
  if (actions !== null) actions.hidden = false;
  for (const radio of radios) {
    radio.disabled = false;
    radio.addEventListener('change', () => {
      if (say !== undefined) say.disabled = false;
      tell('');
    });
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = radios.find(({ checked }) => checked);
    if (chosen === undefined) return;
    if (right.includes(chosen.value)) return settle(`Line ${lineOf(chosen)}: yes.`, 'right');
    bug.dataset.line = 'wrong';
    chosen.closest('li')?.classList.add('is-wrong');
    tell(`Line ${lineOf(chosen)} does what it should. Look again.`);
  });
  giveUp?.addEventListener('click', () => {
    const lines = right.map((value) => Number(value) + 1).join(' or ');
    settle(`It is line ${lines}.`, 'wrong');
  });
}
