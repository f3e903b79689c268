// Floor 7. The link that sets up attendees, and the agenda as a file.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { copyText } from '../../copy-text.ts';
import type { KeptAgenda } from '../../storage/workshop-records.ts';
import { downloadText } from '../../workbench/download.ts';
import { toAgendaFragment } from '../agenda/link.ts';
import { toShare } from '../agenda/sharing.ts';
import { agendaFileText } from './agenda-file.ts';

export interface ShareAgendaProps {
  readonly kept: KeptAgenda;
  readonly toRoot: string;
}

export function ShareAgenda({ kept, toRoot }: ShareAgendaProps) {
  const link = useSignal('');
  const said = useSignal('');
  useEffect(() => {
    let isCurrent = true;
    said.value = '';
    void toAgendaFragment(toShare(kept)).then((fragment) => {
      if (isCurrent) link.value = new URL(`${toRoot}workshop/join/${fragment}`, location.href).href;
    });
    return () => {
      isCurrent = false;
    };
  }, [kept, toRoot, link, said]);
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(link.value);
    said.value = isCopied
      ? 'Copied.'
      : 'The browser does not let the page copy it: select the link and copy it yourself.';
  };
  return (
    <section class="share-agenda" aria-labelledby="share-title">
      <h2 id="share-title">Hand out</h2>
      <label class="share-link">
        <span>Link for attendees</span>
        <input type="text" readOnly value={link.value} onFocus={({ currentTarget }) => currentTarget.select()} />
      </label>
      <p class="share-actions">
        <button type="button" class="button primary" onClick={copy}>
          Copy the link
        </button>
        <a class="button" href={link.value}>
          Open it
        </a>
        <button
          type="button"
          class="button"
          onClick={() => downloadText(`${fileNameOf(kept.agenda.name)}.json`, agendaFileText(kept))}
        >
          Save as a file
        </button>
        <span role="status">{said.value}</span>
      </p>
      {isOfThisMachine(location.hostname) && (
        <p class="workshop-told is-trouble">
          The link begins with {location.origin}, which leads nowhere on other machines. Open this page at the address
          that your attendees use, and bring the agenda there as a file.
        </p>
      )}
      <p class="hold-back-note">
        The link carries the agenda as it stands now, and no code. Whoever opens it is shown what it sets up, and asked.
        Of code words it carries a check, not the word. The file is for you and for colleagues: it has the code words.
      </p>
    </section>
  );
}

const isOfThisMachine = (host: string): boolean => /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(host);

const fileNameOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'agenda';
