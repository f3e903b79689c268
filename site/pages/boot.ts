// Stands in the page itself and runs before anything is drawn, so that nothing changes its color or place afterwards:
// the theme and the split that the reader chose.
{
  const root = document.documentElement;
  const kept = (key: string): string | null => {
    try {
      return localStorage.getItem(`rebalance-lab:${key}`);
    } catch {
      return null;
    }
  };
  const choice = kept('theme');
  const isDark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = isDark ? 'dark' : 'light';
  const split = Number(kept('split'));
  if (split >= 25 && split <= 75) root.style.setProperty('--split', `${split}%`);
  root.classList.add('js');
}
