// Why a part of the page could not be fetched, and how to go on: no network, or the site on the server is another one by now.

/** @param what `The editor` */
export async function whyNotLoaded(what: string): Promise<string> {
  const goOn = 'what you have written is kept';
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src') ?? '';
  try {
    const page = await fetch(location.pathname, { cache: 'no-store' });
    if (page.ok && !(await page.text()).includes(script)) {
      return `The site was changed since this page was opened. Reload the page to go on: ${goOn}.`;
    }
  } catch {
    return `${what} is not in this browser and the server does not answer. Check the connection, then reload the page: ${goOn}.`;
  }
  return `${what} could not be loaded. Check the connection, then reload the page.`;
}
