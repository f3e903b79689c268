// Entry of an exercise's page: the workbench opens at once.
import { openWorkbench } from './open-workbench.ts';
import { enablePaneTabs, showPane } from './panes.ts';
import { dismissTermsWithEscape } from './terms.ts';
import { enableThemeSwitch } from './theme.ts';

enableThemeSwitch();
dismissTermsWithEscape();
enablePaneTabs(() => {});
showPane('read');
const bench = document.querySelector<HTMLElement>('#workbench');
if (bench !== null) openWorkbench(bench);
