// Code in several languages as tabs. The language that a reader picks is remembered and picked in all groups.
import { keep, readKept } from './kept.ts';

const key = 'code-language';

export function enhanceCodeTabs(root: ParentNode): void {
  const groups = [...root.querySelectorAll<HTMLElement>('[data-code-tabs]')].map(makeTabs);
  const pick = (label: string): void => {
    for (const group of groups) group.select(label);
  };
  for (const group of groups) {
    group.onPick = (label) => {
      keep(key, label);
      pick(label);
    };
  }
  const kept = readKept(key);
  if (kept !== undefined) pick(kept);
}

interface TabGroup {
  /** Shows the panel of that label, if the group has it. */
  select(label: string): void;
  onPick: (label: string) => void;
}

let groupsMade = 0;

function makeTabs(element: HTMLElement): TabGroup {
  groupsMade += 1;
  const panels = [...element.querySelectorAll<HTMLElement>('.code-tab')];
  const list = document.createElement('div');
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', 'Language');
  const tabs = panels.map((panel, index) => {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.id = `code-tab-${groupsMade}-${index}`;
    tab.textContent = panel.dataset.label ?? '';
    tab.setAttribute('role', 'tab');
    panel.id = `code-panel-${groupsMade}-${index}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    tab.setAttribute('aria-controls', panel.id);
    list.append(tab);
    return tab;
  });
  element.prepend(list);

  const labels = tabs.map((tab) => tab.textContent ?? '');
  const group: TabGroup = {
    onPick: () => {},
    select(label) {
      if (!labels.includes(label)) return;
      tabs.forEach((tab, index) => {
        const isSelected = labels[index] === label;
        tab.setAttribute('aria-selected', String(isSelected));
        tab.tabIndex = isSelected ? 0 : -1;
        const panel = panels[index];
        if (panel !== undefined) panel.hidden = !isSelected;
      });
    },
  };
  const pickAt = (index: number): void => {
    const at = (index + tabs.length) % tabs.length;
    group.onPick(labels[at] ?? '');
    tabs[at]?.focus();
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => pickAt(index));
    tab.addEventListener('keydown', (event) => {
      const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (target === undefined) return;
      event.preventDefault();
      pickAt(target);
    });
  });
  group.select(labels[0] ?? '');
  return group;
}
