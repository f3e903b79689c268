// Floor 7. The page on which an instructor composes agendas: which one, what is in it, what it holds back, how it is handed out.
import { useSignal } from '@preact/signals';
import { randomId } from '../../random-id.ts';
import { AGENDA_VERSION, type Agenda, agendaLimits } from '../agenda/agenda.ts';
import { added, clockAfter, lengthText, longestStretch, minutesOf } from '../agenda/editing.ts';
import { presets } from '../agenda/presets.ts';
import type { CourseData } from '../course-data.ts';
import { writeAddress } from '../present/address.ts';
import { readAgendaFile } from './agenda-file.ts';
import { CoursePicker } from './course-picker.tsx';
import { HoldBack } from './hold-back.tsx';
import { ItemList } from './item-list.tsx';
import type { KeptAgendas } from './kept-agendas.ts';
import { ShareAgenda } from './share-agenda.tsx';

export interface ComposeViewProps {
  readonly agendas: KeptAgendas;
  readonly course: CourseData;
  readonly toRoot: string;
}

const emptyAgenda: Agenda = {
  version: AGENDA_VERSION,
  name: 'Workshop',
  startsAt: '09:00',
  items: [],
  heldBack: { solutions: true, hints: false },
};

export function ComposeView({ agendas, course, toRoot }: ComposeViewProps) {
  const kept = agendas.current.value;
  return (
    <>
      {agendas.trouble.value !== undefined && (
        <p class="workshop-trouble" role="alert">
          {agendas.trouble.value}
        </p>
      )}
      <Beginnings agendas={agendas} />
      {kept !== undefined && (
        <div class="compose">
          <div class="compose-main">
            <Head agendas={agendas} agenda={kept.agenda} />
            <ItemList
              agenda={kept.agenda}
              course={course}
              toRoot={toRoot}
              presentHref={(item) => {
                const programme = { kind: 'agenda', id: kept.id } as const;
                return `${toRoot}workshop/present/${writeAddress({ programme, item, step: 0, isNotes: false })}`;
              }}
              onItems={(items) => agendas.changeAgenda(() => ({ items }))}
            />
            <Sums agenda={kept.agenda} />
            <HoldBack
              kept={kept}
              course={course}
              onHeldBack={(heldBack) => agendas.changeAgenda(() => ({ heldBack }))}
              onWords={(words) => agendas.change(({ agenda }) => ({ agenda, words }))}
            />
            <ShareAgenda kept={kept} toRoot={toRoot} />
          </div>
          <CoursePicker
            course={course}
            items={kept.agenda.items}
            onAdd={(item) => agendas.changeAgenda(({ items }) => ({ items: added(items, item) }))}
          />
        </div>
      )}
    </>
  );
}

function Beginnings({ agendas }: { readonly agendas: KeptAgendas }) {
  const refused = useSignal('');
  const open = async (files: FileList | null): Promise<void> => {
    const file = files?.[0];
    if (file === undefined) return;
    const read = await readAgendaFile(file, randomId(), Date.now());
    refused.value = read.kind === 'agenda' ? '' : `${file.name} was not opened. ${read.why} Nothing was changed.`;
    if (read.kind === 'agenda') agendas.take(read.kept);
  };
  const all = agendas.all.value;
  return (
    <section class="beginnings" aria-label="Agendas">
      {all.length > 0 && (
        <label class="beginnings-choice">
          Agenda{' '}
          <select value={agendas.current.value?.id} onChange={({ currentTarget }) => agendas.open(currentTarget.value)}>
            {all.map(({ id, agenda }) => (
              <option key={id} value={id}>
                {agenda.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="beginnings-new">
        <span>{all.length === 0 ? 'Begin with' : 'New'}</span>
        {presets.map(({ id, title, about, agenda }) => (
          <button key={id} type="button" class="button" title={about} onClick={() => agendas.begin(agenda)}>
            {title}, {lengthText(minutesOf(agenda.items).total)}
          </button>
        ))}
        <button type="button" class="button" onClick={() => agendas.begin(emptyAgenda)}>
          Empty
        </button>
        <label class="button">
          Open a file
          <input
            type="file"
            class="visually-hidden"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              void open(currentTarget.files);
              // The same file can be chosen once more.
              currentTarget.value = '';
            }}
          />
        </label>
      </div>
      <p class="beginnings-refused" role="status">
        {refused.value}
      </p>
    </section>
  );
}

function Head({ agendas, agenda }: { readonly agendas: KeptAgendas; readonly agenda: Agenda }) {
  const isRemoving = useSignal(false);
  return (
    <>
      <div class="compose-head">
        <label class="compose-name">
          <span>Name</span>
          <input
            type="text"
            required
            maxLength={agendaLimits.nameLength}
            value={agenda.name}
            onChange={({ currentTarget }) => {
              const name = currentTarget.value.trim();
              if (name === '') currentTarget.value = agenda.name;
              else agendas.changeAgenda(() => ({ name }));
            }}
          />
        </label>
        <label class="compose-start">
          <span>Starts at</span>
          <input
            type="time"
            value={agenda.startsAt ?? ''}
            onChange={({ currentTarget: { value } }) =>
              agendas.change(({ agenda: { startsAt: _, ...rest }, words }) => ({
                agenda: value === '' ? rest : { ...rest, startsAt: value.slice(0, 5) },
                words,
              }))
            }
          />
        </label>
        <button type="button" class="button" disabled={!agendas.canUndo.value} onClick={() => agendas.undo()}>
          Undo
        </button>
        <button type="button" class="button" onClick={() => agendas.begin({ ...agenda, name: copyName(agenda.name) })}>
          Duplicate
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            isRemoving.value = true;
          }}
        >
          Delete
        </button>
      </div>
      {isRemoving.value && (
        <div class="kept-sure">
          <p>This removes the agenda “{agenda.name}” from this browser. Links that you handed out go on working.</p>
          <button
            type="button"
            class="button danger"
            onClick={() => {
              isRemoving.value = false;
              agendas.remove();
            }}
          >
            Delete it
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              isRemoving.value = false;
            }}
          >
            Keep it
          </button>
        </div>
      )}
    </>
  );
}

const copyName = (name: string): string => `${name.slice(0, agendaLimits.nameLength - 7)}, copy`;

function Sums({ agenda }: { readonly agenda: Agenda }) {
  const sum = minutesOf(agenda.items);
  const stretch = longestStretch(agenda.items);
  const end = agenda.startsAt === undefined ? '' : `, until ${clockAfter(agenda.startsAt, sum.total)}`;
  return (
    <div class="agenda-sums">
      <p>
        <b>
          {lengthText(sum.total)}
          {end}
        </b>
        <span>
          {lengthText(sum.lesson)} of lessons, {lengthText(sum.exercise)} of exercises, {lengthText(sum.break)} of
          breaks
        </span>
      </p>
      {stretch > 90 && (
        <p class="agenda-warning">
          {lengthText(stretch)} without a break. After ninety minutes few people take anything in.
        </p>
      )}
    </div>
  );
}
