// Puts the workbench in its place. Its code, and the editor's, is fetched here and nowhere else.
import { whyNotLoaded } from './why-not-loaded.ts';

/** @returns whether it is there; when it could not be fetched the page says so */
export async function openWorkbench(bench: HTMLElement): Promise<boolean> {
  const slug = bench.dataset.exercise ?? '';
  bench.setAttribute('aria-busy', 'true');
  try {
    const { mountWorkbench } = await import('../workbench/mount.ts');
    const handout = bench.querySelector('.unscripted');
    bench.replaceChildren();
    if (handout !== null) printInstead(bench, handout);
    mountWorkbench(bench, { slug });
    return true;
  } catch (error) {
    console.error(error);
    const trouble = bench.querySelector<HTMLElement>('.poster-trouble');
    if (trouble !== null) {
      trouble.hidden = false;
      trouble.textContent = await whyNotLoaded('The editor');
    }
    return false;
  } finally {
    bench.removeAttribute('aria-busy');
  }
}

/** An editor is nothing for paper: what is printed is the brief and the code that everybody begins with. */
function printInstead(bench: HTMLElement, handout: Element): void {
  window.addEventListener('beforeprint', () => bench.after(handout));
  window.addEventListener('afterprint', () => handout.remove());
}
