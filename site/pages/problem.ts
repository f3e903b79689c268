// Entry of the page that the dev server shows while the course cannot be built.
import.meta.hot?.on('rebalance-lab:changed', () => location.reload());

export {};
