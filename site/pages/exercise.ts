// Entry of an exercise's page: the workbench opens at once.

import { enableHeader } from './header.ts';
import { openWorkbench } from './open-workbench.ts';
import { enablePaneTabs, showPane } from './panes.ts';
import { dismissTermsWithEscape } from './terms.ts';

enableHeader();
dismissTermsWithEscape();
enablePaneTabs(() => {});
showPane('read');
const bench = document.querySelector<HTMLElement>('#workbench');
if (bench !== null) openWorkbench(bench);
