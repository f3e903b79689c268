// What the header of every page does.
import { enableSearch } from './search.ts';
import { enableThemeSwitch } from './theme.ts';

export function enableHeader(): void {
  enableThemeSwitch();
  enableSearch();
}
