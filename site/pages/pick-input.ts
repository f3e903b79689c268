// What every way to answer a prediction has in common, and how its elements are made. Knows no question.

/** Something to answer with. */
export interface PickInput {
  readonly element: HTMLElement;
  /** `undefined`: it is not whole yet. */
  given(): readonly string[] | undefined;
  /** Holds still, and shows which parts were right. */
  show(given: readonly string[], marks: readonly boolean[]): void;
  /** As in the beginning. */
  open(): void;
  focus(): void;
}

/** An element with a class and what is in it. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...content);
  return element;
}
