// Stands in the page itself and runs before anything is drawn, so that nothing changes its color or place afterwards:
// the theme and the split that the reader chose. It also speaks where no other script can: browsers load none from a disk.
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
  if (location.protocol === 'file:') {
    document.addEventListener('DOMContentLoaded', () => {
      const notice = document.createElement('p');
      notice.setAttribute('role', 'alert');
      notice.style.cssText =
        'margin:0;padding:16px 24px;background:#fdf6e7;color:#1b1d21;font:16px/1.5 system-ui,sans-serif';
      notice.textContent =
        'This page was opened from a disk. Browsers run no programs and follow no links to folders there. In the folder that holds the front page, ' +
        'run “python3 -m http.server” or “npx serve”, and open the address that it prints.';
      document.body.prepend(notice);
      // They refuse style sheets that are asked for as another origin's, and take the same without.
      for (const sheet of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"][crossorigin]')) {
        const plain = document.createElement('link');
        plain.rel = 'stylesheet';
        plain.href = sheet.href;
        sheet.replaceWith(plain);
      }
    });
  } else root.classList.add('js');
}
