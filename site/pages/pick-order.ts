// Things are put in the order in which they happen: dragged with mouse or finger, moved by their buttons, or with arrow keys.
import { durationText } from '../scene/durations.ts';
import type { OrderPick } from '../scene/pick.ts';
import { enableDragging } from './pick-drag.ts';
import { make, type PickInput } from './pick-input.ts';

export function orderInput(pick: OrderPick, onChange: () => void): PickInput {
  const status = make('p', 'visually-hidden');
  status.setAttribute('role', 'status');
  const list = make('ol', 'pick-list');
  const help = make(
    'p',
    'pick-help',
    'Put them in order, the first on top: drag them, or use the buttons or the arrow keys.',
  );
  let isOpen = true;

  const items = pick.offered.map((text) => {
    const up = button('Up', `Move ${text} up`, '↑');
    const down = button('Down', `Move ${text} down`, '↓');
    const name = make('code', 'pick-item-name', text);
    const row = make('li', 'pick-item', name, make('span', 'pick-item-moves', up, down));
    return { text, row, up, down, name };
  });
  type Item = (typeof items)[number];
  const inOrder = (): readonly Item[] =>
    [...list.children].map((row) => items.find((item) => item.row === row)).filter((item) => item !== undefined);
  const refresh = (): void => {
    const rows = inOrder();
    rows.forEach(({ up, down }, at) => {
      // Not taken away by `disabled`, which would throw the focus away.
      up.setAttribute('aria-disabled', String(at === 0));
      down.setAttribute('aria-disabled', String(at === rows.length - 1));
    });
  };
  const move = (item: Item, to: number): void => {
    const rows = inOrder();
    const from = rows.indexOf(item);
    if (to < 0 || to >= rows.length || to === from) return;
    const focused = document.activeElement;
    const before = rows[to > from ? to + 1 : to]?.row ?? null;
    list.insertBefore(item.row, before);
    if (focused instanceof HTMLElement && item.row.contains(focused)) focused.focus({ preventScroll: true });
    status.textContent = `${item.text}: place ${to + 1} of ${rows.length}`;
    refresh();
    onChange();
  };
  for (const item of items) {
    item.up.addEventListener('click', () => isOpen && move(item, inOrder().indexOf(item) - 1));
    item.down.addEventListener('click', () => isOpen && move(item, inOrder().indexOf(item) + 1));
    item.row.addEventListener('keydown', (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (by === undefined || !isOpen) return;
      event.preventDefault();
      move(item, inOrder().indexOf(item) + by);
    });
    enableDragging(item.name, {
      canDrag: () => isOpen,
      over() {},
      drop(_, y) {
        const others = inOrder().filter((other) => other !== item);
        const isAbove = ({ row }: Item): boolean => {
          const { top, height } = row.getBoundingClientRect();
          return top + height / 2 < y;
        };
        move(item, others.filter(isAbove).length);
      },
    });
  }

  return {
    element: make('div', 'pick-order', help, list, status),
    given: () => inOrder().map(({ text }) => text),
    show(given, marks) {
      isOpen = false;
      help.hidden = true;
      const left = [...items];
      given.forEach((text, at) => {
        const index = left.findIndex((item) => item.text === text);
        const [item] = left.splice(index, 1);
        if (item === undefined) return;
        list.append(item.row);
        const isRight = marks[at] === true;
        item.row.classList.add(isRight ? 'is-right' : 'is-wrong');
        const ms = pick.moments[at] ?? 0;
        const note = isRight ? `at ${durationText(ms)}` : `here the run has ${pick.right[at]}, at ${durationText(ms)}`;
        item.row.append(make('span', 'pick-item-note', note));
      });
    },
    open() {
      isOpen = true;
      help.hidden = false;
      status.textContent = '';
      for (const { row } of items) {
        row.classList.remove('is-right', 'is-wrong');
        row.querySelector('.pick-item-note')?.remove();
        list.append(row);
      }
      refresh();
    },
    focus: () => items[0]?.down.focus({ preventScroll: true }),
  };
}

function button(title: string, label: string, sign: string): HTMLButtonElement {
  const element = make('button', 'pick-move', sign);
  element.type = 'button';
  element.title = title;
  element.setAttribute('aria-label', label);
  return element;
}
