// What has to be said about the draft, each with what can be done: saving fails, another tab, a changed exercise, records set aside.
import type { ComponentChildren } from 'preact';
import type { Bench } from './bench.ts';
import { downloadText, rawText } from './download.ts';
import { timeText } from './words.ts';

export function Notices({ bench }: { readonly bench: Bench }) {
  const { saving, conflict, baseVersion } = bench.draft.value;
  const { setAside, copies } = bench.opening.value;
  const { exercise } = bench;
  const fileName = `${exercise.slug}.ts`;
  const isOld = baseVersion !== '' && baseVersion !== exercise.version;
  return (
    <section class="notices" aria-label="Notices">
      {saving.kind === 'failing' && (
        <Notice
          tone="bad"
          text={`Your code is not being saved: ${saving.reason}. It is here as long as this page is open.`}
        >
          <Action text="Download the file" act={() => downloadText(fileName, bench.source.value)} />
          <Action text="Try again" act={() => void bench.keeper.retry()} />
        </Notice>
      )}
      {conflict !== undefined && (
        <Notice
          tone="warn"
          text={`Another tab saved this exercise at ${timeText(conflict.savedAt)}. Nothing is overwritten until you choose; the other text can be brought back.`}
        >
          <Action text="Use the other tab's" act={() => void bench.useOtherTab()} />
          <Action text="Keep mine" act={() => void bench.keeper.keepMine()} />
        </Notice>
      )}
      {isOld && (
        <Notice tone="info" text="The exercise has changed since you began. Your code is kept.">
          <Action text="Show the new starter" act={() => void bench.reset()} />
          <Action text="Go on with my code" act={() => void bench.keeper.acceptExercise()} />
        </Notice>
      )}
      {setAside.map(({ key, raw, why }) => (
        <Notice
          key={key}
          tone="warn"
          text={`A stored draft of this exercise cannot be read and was set aside. It ${why}.`}
        >
          <Action text="Download it" act={() => downloadText(`${exercise.slug}-set-aside.json`, rawText(raw))} />
          <Action text="Delete it" act={() => void bench.discard(key)} />
        </Notice>
      ))}
      {copies.map((stored) => (
        <Notice
          key={stored.key}
          tone="info"
          text={`Code from another tab, written at ${timeText(stored.copy.savedAt)}, stands beside this draft.`}
        >
          <Action text="Use it" act={() => void bench.useCopy(stored)} />
          <Action text="Download it" act={() => downloadText(fileName, stored.copy.source)} />
          <Action text="Delete it" act={() => void bench.discard(stored.key)} />
        </Notice>
      ))}
      {bench.editorTrouble.value !== undefined && <Notice tone="info" text={bench.editorTrouble.value} />}
    </section>
  );
}

interface NoticeProps {
  readonly tone: 'info' | 'warn' | 'bad';
  readonly text: string;
  readonly children?: ComponentChildren;
}

function Notice({ tone, text, children }: NoticeProps) {
  return (
    <div class={`notice is-${tone}`}>
      <p role={tone === 'info' ? undefined : 'alert'}>{text}</p>
      {children !== undefined && <div class="notice-actions">{children}</div>}
    </div>
  );
}

function Action({ text, act }: { readonly text: string; readonly act: () => void }) {
  return (
    <button type="button" class="bench-button is-small" onClick={act}>
      {text}
    </button>
  );
}
