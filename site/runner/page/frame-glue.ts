// The script inside the sandboxed frame. It starts and ends workers, answers a ping, and does nothing else: learner code
// never runs in a document, which could navigate itself and carry data out in spite of its policy.

/** Inline in the frame's document; its hash stands in the page's policy, which a `srcdoc` frame inherits. */
export const frameGlue = `
const workers = new Map();
addEventListener('message', (event) => {
  if (event.source !== parent) return;
  const { kind, id, script, boot } = event.data;
  if (kind === 'spawn') {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.postMessage(boot, [event.ports[0]]);
    workers.set(id, worker);
  } else if (kind === 'end') {
    workers.get(id)?.terminate();
    workers.delete(id);
  } else if (kind === 'ping') {
    event.ports[0].postMessage(null);
  }
});
`;

/** No network, no storage, no document of any origin: scripts from blobs alone. */
const policy =
  "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'";

export const frameDocument = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${frameGlue}</script>`;
