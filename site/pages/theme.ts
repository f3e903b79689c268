// The theme switch: light, dark, or as the system says. boot.ts has set the theme before this runs.
import { forget, keep, readKept } from './kept.ts';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

export function enableThemeSwitch(): void {
  const select = document.querySelector<HTMLSelectElement>('[data-theme-choice]');
  if (select === null) return;
  select.value = keptTheme();
  select.addEventListener('change', () => {
    if (select.value === 'system') forget('theme');
    else keep('theme', select.value);
    show(select.value);
  });
  systemIsDark.addEventListener('change', () => show(select.value));
  // Another tab of the site.
  addEventListener('storage', () => {
    select.value = keptTheme();
    show(select.value);
  });
}

function keptTheme(): string {
  const kept = readKept('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

function show(choice: string): void {
  const isDark = choice === 'dark' || (choice === 'system' && systemIsDark.matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}
