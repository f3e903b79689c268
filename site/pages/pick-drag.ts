// Partitions are placed onto consumers: dragged with mouse or finger, or pressed and then a consumer pressed, or moved with arrow keys.
import { type DragPick, placeIn } from '../scene/pick.ts';
import { make, type PickInput } from './pick-input.ts';

/** How far a pointer moves before it is a drag and no press, in pixels. */
const dragFromPx = 6;

export function dragInput(pick: DragPick, onChange: () => void): PickInput {
  const status = make('p', 'visually-hidden');
  status.setAttribute('role', 'status');
  const tray = make('div', 'pick-chips');
  const waiting = make('div', 'pick-place is-tray', make('span', 'pick-place-name', 'to place'), tray);
  const rows = pick.places.map((place) => {
    const name = make('button', 'pick-place-name', place);
    name.type = 'button';
    const chips = make('div', 'pick-chips');
    return { place, name, chips, row: make('div', 'pick-place', name, chips) };
  });
  const chips = pick.partitions.map((partition, at) => {
    const chip = make('button', 'pick-chip', partition);
    chip.type = 'button';
    chip.style.setProperty('--chip', `var(--p${at % 10})`);
    return chip;
  });
  const help = make(
    'p',
    'pick-help',
    'Drag each partition to its owner. Or press it and then the owner; or move it with the arrow keys.',
  );
  let isOpen = true;
  let held: HTMLButtonElement | undefined;

  const placeOf = (chip: HTMLElement) => rows.find((row) => row.chips === chip.parentElement);
  const hold = (chip: HTMLButtonElement | undefined): void => {
    held = chip;
    for (const each of chips) each.setAttribute('aria-pressed', String(each === chip));
    for (const { place, name } of rows) {
      name.disabled = chip === undefined;
      name.setAttribute('aria-label', chip === undefined ? place : `Put ${chip.textContent} on ${place}`);
    }
  };
  const put = (chip: HTMLButtonElement, target: HTMLElement): void => {
    const later = [...target.querySelectorAll<HTMLButtonElement>('.pick-chip')].find(
      (other) => chips.indexOf(other) > chips.indexOf(chip),
    );
    const hadFocus = document.activeElement === chip;
    target.insertBefore(chip, later ?? null);
    if (hadFocus) chip.focus({ preventScroll: true });
    hold(undefined);
    status.textContent = `${chip.textContent}: ${placeOf(chip)?.place ?? 'to place'}`;
    onChange();
  };

  for (const { name, chips: target, row } of rows) {
    const take = (): void => {
      const chip = held;
      if (chip === undefined) return;
      put(chip, target);
      (chips.find((each) => each.parentElement === tray) ?? chip).focus({ preventScroll: true });
    };
    name.addEventListener('click', take);
    row.addEventListener('click', ({ target: pressed }) => {
      if (pressed === row || pressed === target) take();
    });
  }
  for (const chip of chips) {
    chip.addEventListener('click', () => isOpen && hold(held === chip ? undefined : chip));
    chip.addEventListener('keydown', (event) => {
      const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (by === undefined || !isOpen) return;
      event.preventDefault();
      const targets = [tray, ...rows.map((row) => row.chips)];
      const next = targets[targets.findIndex((target) => target.contains(chip)) + by];
      if (next !== undefined) put(chip, next);
    });
    enableDragging(chip, {
      canDrag: () => isOpen,
      over: (x, y) => mark(targetAt(x, y)),
      drop(x, y) {
        const target = targetAt(x, y);
        mark(undefined);
        if (target !== undefined) put(chip, target);
      },
    });
  }
  const targetAt = (x: number, y: number): HTMLElement | undefined => {
    const under = document.elementsFromPoint(x, y).find((each) => each.classList.contains('pick-place'));
    return under === waiting ? tray : rows.find(({ row }) => row === under)?.chips;
  };
  const mark = (target: HTMLElement | undefined): void => {
    for (const row of [waiting, ...rows.map((each) => each.row)])
      row.classList.toggle('is-over', row.contains(target ?? null));
  };

  return {
    element: make('div', 'pick-drag', help, waiting, ...rows.map(({ row }) => row), status),
    given() {
      const placed = chips.map((chip, at) => {
        const place = placeOf(chip)?.place;
        return place === undefined ? undefined : `${pick.partitions[at]}=${place}`;
      });
      return placed.every((text) => text !== undefined) ? placed : undefined;
    },
    show(given, marks) {
      isOpen = false;
      hold(undefined);
      help.hidden = true;
      waiting.hidden = true;
      chips.forEach((chip, at) => {
        const place = placeIn(pick, given[at] ?? '', at);
        rows.find((row) => row.place === place)?.chips.append(chip);
        chip.disabled = true;
        chip.removeAttribute('aria-pressed');
        chip.classList.add(marks[at] === true ? 'is-right' : 'is-wrong');
        if (marks[at] !== true) chip.append(make('span', 'pick-chip-right', ` ${pick.owners[at]}`));
        chip.setAttribute(
          'aria-label',
          marks[at] === true
            ? `${pick.partitions[at]}: right`
            : `${pick.partitions[at]}: wrong, ${pick.owners[at]} in the run`,
        );
      });
    },
    open() {
      isOpen = true;
      help.hidden = false;
      waiting.hidden = false;
      status.textContent = '';
      chips.forEach((chip, at) => {
        chip.disabled = false;
        chip.classList.remove('is-right', 'is-wrong');
        chip.removeAttribute('aria-label');
        chip.replaceChildren(pick.partitions[at] ?? '');
        tray.append(chip);
      });
      hold(undefined);
    },
    focus: () => chips[0]?.focus({ preventScroll: true }),
  };
}

interface Dragging {
  canDrag(): boolean;
  over(x: number, y: number): void;
  drop(x: number, y: number): void;
}

/** The element follows the pointer, and is told where it was let go. A press that does not move is left alone. */
export function enableDragging(element: HTMLElement, { canDrag, over, drop }: Dragging): void {
  let from: { readonly x: number; readonly y: number } | undefined;
  let isDragged = false;
  const end = (): void => {
    from = undefined;
    element.style.transform = '';
    element.classList.remove('is-dragged');
  };
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !canDrag()) return;
    from = { x: event.clientX, y: event.clientY };
    isDragged = false;
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (from === undefined) return;
    const [byX, byY] = [clientX - from.x, clientY - from.y];
    if (!isDragged && Math.hypot(byX, byY) < dragFromPx) return;
    isDragged = true;
    element.classList.add('is-dragged');
    element.style.transform = `translate(${byX}px, ${byY}px)`;
    over(clientX, clientY);
  });
  element.addEventListener('pointerup', ({ clientX, clientY }) => {
    const wasDragged = from !== undefined && isDragged;
    end();
    if (wasDragged) drop(clientX, clientY);
  });
  element.addEventListener('pointercancel', end);
  // The press that ends a drag is none.
  element.addEventListener(
    'click',
    (event) => {
      if (isDragged) event.stopImmediatePropagation();
      isDragged = false;
    },
    { capture: true },
  );
}
