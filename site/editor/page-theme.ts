// The page's theme as the editor has to know it: light or dark, colors as they are on the page, and when it changes.
export interface PageTheme {
  readonly isDark: boolean;
  /** Value of a custom property of `tokens.css`: `color('--panel')`. */
  readonly color: (token: string) => string;
}

export function currentPageTheme(): PageTheme {
  const root = document.documentElement;
  const styles = getComputedStyle(root);
  return {
    isDark: styles.colorScheme === 'dark',
    color: (token) => longHex(styles.getPropertyValue(token).trim()),
  };
}

/** Calls `changed` whenever the theme switch is used. Returns how to stop. */
export function watchPageTheme(changed: (theme: PageTheme) => void): () => void {
  const observer = new MutationObserver(() => changed(currentPageTheme()));
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  const followSystem = (): void => changed(currentPageTheme());
  system.addEventListener('change', followSystem);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', followSystem);
  };
}

/** `#abc` as `#aabbcc`, which is what Monaco's token rules read. */
export function longHex(color: string): string {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color);
  return short === null
    ? color
    : `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`;
}
