// A part that scrolls by itself. It takes a tab stop, since without one it could not be scrolled by keyboard in every browser.
import { type ComponentChildren, h } from 'preact';

interface ScrollAreaProps {
  readonly as: 'pre' | 'section';
  /** Names the part for those who come to it by keyboard and do not see it. */
  readonly label?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function ScrollArea({ as, label, class: className, children }: ScrollAreaProps) {
  return h(as, { class: className, tabIndex: 0, ...(label === undefined ? {} : { 'aria-label': label }) }, children);
}
