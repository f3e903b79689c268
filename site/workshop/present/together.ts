// Floor 7. Keeps the presenter's windows in step: whoever moves says where it is now, and a window that opens asks. Knows no markup.
import * as v from 'valibot';

const shownSchema = v.object({
  item: v.pipe(v.number(), v.integer(), v.minValue(0)),
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  isBlank: v.boolean(),
  /** When the agenda began for this presentation, since the epoch. */
  startMs: v.pipe(v.number(), v.finite()),
});

/** What all windows of one presentation show. */
export type Shown = Readonly<v.InferOutput<typeof shownSchema>>;

const messageSchema = v.variant('kind', [
  v.object({ kind: v.literal('where'), programme: v.string() }),
  v.object({ kind: v.literal('here'), programme: v.string(), shown: shownSchema }),
]);

export interface Together {
  tell(shown: Shown): void;
  close(): void;
}

/**
 * @param programme what is presented: windows of another presentation are not meant
 * @param current what this window shows; `undefined`: it does not know yet
 */
export function together(
  programme: string,
  current: () => Shown | undefined,
  onShown: (shown: Shown) => void,
): Together {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => {}, close: () => {} };
  const channel = new BroadcastChannel('rebalance-lab/present');
  const tell = (shown: Shown): void => channel.postMessage({ kind: 'here', programme, shown });
  channel.addEventListener('message', ({ data }) => {
    const parsed = v.safeParse(messageSchema, data);
    if (!parsed.success || parsed.output.programme !== programme) return;
    const message = parsed.output;
    if (message.kind === 'here') return onShown(message.shown);
    const shown = current();
    if (shown !== undefined) tell(shown);
  });
  channel.postMessage({ kind: 'where', programme });
  return { tell, close: () => channel.close() };
}
