// Explanations of glossary terms show on hover and focus by style alone; Escape takes one away without moving either.

export function dismissTermsWithEscape(): void {
  const shown = '.term:is(:hover, :focus)';
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const term of document.querySelectorAll<HTMLElement>(shown)) term.dataset.dismissed = '';
  });
  const restore = (event: Event): void => {
    const term = event.target instanceof Element ? event.target.closest<HTMLElement>('.term') : null;
    if (term !== null) delete term.dataset.dismissed;
  };
  document.addEventListener('pointerout', restore);
  document.addEventListener('focusout', restore);
}
