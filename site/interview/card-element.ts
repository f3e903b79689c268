// Cards as they stand on the pages of the deck and of lessons: fetched from there, so that every text is on the site once. Floor 7.

/** Why a card cannot be shown; completes "It ...". */
export class CardMissing extends Error {
  override readonly name = 'CardMissing';
}

/**
 * The element of a talk card, of a bug to be spotted, or of a question at a lesson's end. Rejects with CardMissing when its page has it no longer, otherwise when the page
 * cannot be fetched.
 *
 * @param root from the page to the site's root; both lie two folders deep, so that the card's own links hold
 */
export async function cardElement(id: string, root: string): Promise<HTMLElement> {
  const [kind, lesson = '', name = ''] = id.split('/');
  const page = await pageOf(`${root}${folders[kind ?? ''] ?? 'lessons'}/${lesson}/`);
  const found =
    kind === 'talk' || kind === 'bug'
      ? byData(page, kind, id)
      : byData(page.querySelector('[data-quiz]'), 'choice', name);
  if (found === undefined) throw new CardMissing('is no longer in the course');
  const element = document.importNode(found, true);
  for (const link of element.querySelectorAll('.heading-link, .lesson-meta')) link.remove();
  // It has one of its own where it is shown now.
  const title = element.querySelector('h1');
  if (title !== null) title.outerHTML = `<h2>${title.innerHTML}</h2>`;
  return element;
}

const folders: Readonly<Record<string, string>> = { talk: 'interview', bug: 'bugs' };

const pages = new Map<string, Promise<Document>>();

function pageOf(address: string): Promise<Document> {
  const known = pages.get(address);
  if (known !== undefined) return known;
  const page = fetchPage(address);
  pages.set(address, page);
  // One that failed is asked for anew.
  page.catch(() => pages.delete(address));
  return page;
}

async function fetchPage(address: string): Promise<Document> {
  const response = await fetch(address, { headers: { Accept: 'text/html' } });
  if (!response.ok) throw new Error(`The page of this card could not be fetched (status ${response.status}).`);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

function byData(within: ParentNode | null, name: string, value: string): HTMLElement | undefined {
  const elements = within?.querySelectorAll<HTMLElement>(`[data-${name}]`) ?? [];
  return [...elements].find((element) => element.dataset[name] === value);
}
