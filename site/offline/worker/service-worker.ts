// The service worker's events. What it answers is told in answers.ts; why it is no Workbox, in ../README.md. Floor 7.
import { Answers } from './answers.ts';

declare const self: ServiceWorkerGlobalScope;

const answers = new Answers(self.registration.scope);

self.addEventListener('install', (event) => event.waitUntil(answers.prepare()));
// What the page loads from now on is kept: on the first visit it is there before this worker.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const answer = answers.to(event.request, (work) => event.waitUntil(work));
  if (answer !== undefined) event.respondWith(answer);
});
self.addEventListener('message', (event) => {
  const { data } = event;
  if (Array.isArray(data)) event.waitUntil(answers.keep(data.filter((url) => typeof url === 'string')));
});
