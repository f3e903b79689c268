// Floor 7. Whether hand-ins come by themselves.
import { counted } from '../../workbench/words.ts';
import type { LiveState } from './live-feed.ts';

export function LiveLine({ live }: { readonly live: LiveState }) {
  if (live.kind === 'off') return null;
  return (
    <p class={`room-live is-${live.kind}`} role="status">
      {live.kind === 'on'
        ? `Live: hand-ins show up here as they come. ${counted(live.count, 'hand-in')} until now.`
        : live.why}
    </p>
  );
}
