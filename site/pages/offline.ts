// Entry of the page on using the site without a network.
import { h, render } from 'preact';
import { OfflineView } from '../offline/offline-view.tsx';
import { enableHeader } from './header.ts';
import { siteRoot } from './offline-here.ts';

enableHeader();

const view = document.getElementById('offline-view');
if (view !== null) {
  const why = whyNot();
  view.replaceChildren();
  if (why === undefined) render(h(OfflineView, { root: siteRoot() }), view);
  else view.append(Object.assign(document.createElement('p'), { className: 'callout warning', textContent: why }));
}

function whyNot(): string | undefined {
  if (import.meta.env.DEV)
    return 'The development server keeps nothing for offline use. Build the site: npm run build.';
  if (!isSecureContext) {
    return `Browsers store sites only from https, or from the machine itself (localhost). This one came from ${location.origin}. Ask for the site as a zip file instead, and serve it on your own machine.`;
  }
  if (!('serviceWorker' in navigator)) {
    return 'This browser does not let this page store the site, as in some private windows. An ordinary window, or another browser, does.';
  }
  return undefined;
}
