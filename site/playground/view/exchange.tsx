// Floor 7. A scenario out of the playground and into it: as YAML, as a file, as a link. What comes in is data; it is shown before it runs.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { copyText } from '../../copy-text.ts';
import { downloadText } from '../../workbench/download.ts';
import type { Kept, Playground } from '../playground.ts';
import type { Written } from '../protocol.ts';
import { asRun, eventsOf, ownNamesIn } from '../scenario-text.ts';
import { linkMax, toFragment } from '../share.ts';

interface ExchangeProps {
  readonly playground: Playground;
  onClose(): void;
}

/** A dialog that is there as long as it is rendered. */
function Dialog({ title, onClose, children }: { title: string; onClose(): void; children: ComponentChildren }) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => element.current?.showModal(), []);
  return (
    <dialog ref={element} class="play-dialog" aria-label={title} onClose={onClose}>
      <h2>{title}</h2>
      {children}
      <button type="button" class="button" onClick={() => element.current?.close()}>
        Close <kbd>Esc</kbd>
      </button>
    </dialog>
  );
}

export function Export({ playground, onClose }: ExchangeProps) {
  const [yaml, setYaml] = useState('');
  const [link, setLink] = useState('');
  const [told, setTold] = useState('');
  useEffect(() => {
    const scenario = playground.toShare();
    void import('../yaml-text.ts').then(({ toYaml }) => setYaml(toYaml(scenario)));
    void toFragment(scenario).then((fragment) => setLink(new URL(fragment, location.href.split('#')[0]).href));
  }, [playground]);
  const isLong = link.length > linkMax;
  const copy = (text: string, what: string): void => {
    void copyText(text).then((isCopied) =>
      setTold(
        isCopied
          ? `${what} is on the clipboard.`
          : 'The browser does not let this page use the clipboard. Select the text and copy it.',
      ),
    );
  };
  return (
    <Dialog title="Take this scenario along" onClose={onClose}>
      <p class="play-note">
        All that happened up to now, as data: whoever opens it sees the same run. An answer of your own goes by its name
        only; its code stays here.
      </p>
      <label>
        Link
        <input readOnly value={isLong ? '' : link} onFocus={({ currentTarget }) => currentTarget.select()} />
      </label>
      {isLong && <p class="play-problem">The scenario is too long for a link. Send the file.</p>}
      <label>
        YAML
        <textarea readOnly rows={14} value={yaml} spellcheck={false} />
      </label>
      <p class="play-note" role="status">
        {told}
      </p>
      <div class="play-buttons">
        <button type="button" class="button" disabled={isLong} onClick={() => copy(link, 'The link')}>
          Copy link
        </button>
        <button type="button" class="button" onClick={() => copy(yaml, 'The YAML')}>
          Copy YAML
        </button>
        <button type="button" class="button" onClick={() => downloadText('scenario.yaml', yaml)}>
          Save file
        </button>
      </div>
    </Dialog>
  );
}

export function Import({ playground, onClose }: ExchangeProps) {
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<readonly string[]>([]);
  const open = async (): Promise<void> => {
    const { fromYaml } = await import('../yaml-text.ts');
    const read = fromYaml(text);
    if ('problems' in read) {
      setProblems(read.problems);
      return;
    }
    const opened = await playground.open('Imported', read.scenario, 0);
    if (opened === 'yes') onClose();
    else setProblems(opened.map(read.told));
  };
  return (
    <Dialog title="Open a scenario" onClose={onClose}>
      <p class="play-note">
        Where it names answers of your own (<code>my-range-assignor</code>), those that you have passed are run in the
        sandbox with it.
      </p>
      <label>
        File
        <input
          type="file"
          accept=".yaml,.yml,text/yaml"
          onChange={async ({ currentTarget }) => setText((await currentTarget.files?.[0]?.text()) ?? '')}
        />
      </label>
      <label>
        YAML
        <textarea
          rows={14}
          value={text}
          spellcheck={false}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      {problems.length > 0 && (
        <ul class="play-problem" role="alert">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <div class="play-buttons">
        <button type="button" class="button primary" disabled={text.trim() === ''} onClick={open}>
          Open it
        </button>
      </div>
    </Dialog>
  );
}

interface LinkedProps {
  readonly scenario: Written;
  /** Why it could not be opened. */
  readonly problem: string;
  onOpen(): void;
  onDiscard(): void;
}

/** A link brought a scenario: what it is, before anything of it runs. */
export function Linked({ scenario, problem, onOpen, onDiscard }: LinkedProps) {
  const count = (value: unknown): number => Object.keys(typeof value === 'object' ? (value ?? {}) : {}).length;
  const events = eventsOf(scenario).length;
  const own = ownNamesIn(scenario);
  return (
    <section class="play-linked" aria-label="A scenario from a link">
      <p>
        <b>The link brings a scenario</b>: {count(scenario.topics)} topics, {count(scenario.consumers)} entries for
        consumers, {events} events. It is data, and nothing of it runs before you open it.
        {own.length > 0 && (
          <>
            {' '}
            It names {own.join(' and ')}: your own code of that name, if you have passed the exercise, runs in the
            sandbox when you open it.
          </>
        )}
      </p>
      <button type="button" class="button primary" onClick={onOpen}>
        Open it
      </button>
      <button type="button" class="button" onClick={onDiscard}>
        Leave it
      </button>
      {problem !== '' && (
        <p class="play-problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

export interface Unopened {
  readonly kept: Kept;
  readonly why: string;
}

/** What was being played with cannot be gone on with. It is not replaced before the reader says so. */
export function UnopenedSession({ unopened: { kept, why }, onLetGo }: { unopened: Unopened; onLetGo(): void }) {
  const save = async (): Promise<void> => {
    const { toYaml } = await import('../yaml-text.ts');
    downloadText('scenario.yaml', toYaml(asRun(kept.scenario, kept.nowMs)));
  };
  return (
    <section class="play-linked" aria-label="Your last session">
      <p>
        <b>Your last session, {kept.title}, cannot be opened.</b> {why} It is kept as it is, and opens with this page
        once nothing is missing. Until you let it go, what you do now is not kept.
      </p>
      <button type="button" class="button" onClick={save}>
        Save it as a file
      </button>
      <button type="button" class="button" onClick={onLetGo}>
        Let it go
      </button>
    </section>
  );
}
