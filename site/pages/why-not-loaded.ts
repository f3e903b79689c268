// Why a part of the page could not be fetched, and how to go on: no network, or the site on the server is another one by now.

/** @param what `The editor` */
export async function whyNotLoaded(what: string): Promise<string> {
  const goOn = 'what you have written is kept';
  const scripts = [...document.querySelectorAll('script[type="module"][src]')].map(
    (script) => script.getAttribute('src') ?? '',
  );
  try {
    const page = await fetch(location.pathname, { cache: 'no-store' });
    const text = await page.text();
    if (page.ok && scripts.some((script) => !text.includes(script))) {
      return `The site was changed since this page was opened. Reload the page to go on: ${goOn}.`;
    }
  } catch {
    return `${what} is not in this browser and the server does not answer. Check the connection, then reload the page: ${goOn}.`;
  }
  return `${what} could not be loaded. Check the connection, then reload the page.`;
}
