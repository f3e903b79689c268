// What the header of every page does.
import { keepForOffline } from './offline-here.ts';
import { enableSearch } from './search.ts';
import { enableThemeSwitch } from './theme.ts';

export function enableHeader(): void {
  enableThemeSwitch();
  enableSearch();
  keepForOffline();
}
