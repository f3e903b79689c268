// Floor 7. Runs the handed-in answers in this browser's sandbox, shows how far it has come, and can be called off.
import { counted } from '../../workbench/words.ts';
import type { Room } from './room.ts';

export function JudgeBar({ room }: { readonly room: Room }) {
  const judging = room.judging.value;
  const { toJudge, people } = room.rollUp.value;
  const differing = people.flatMap(({ standings }) => [...standings.values()]).filter(({ difference }) => difference);
  return (
    <div class="room-judge">
      <div class="workshop-actions">
        {judging.kind === 'resting' ? (
          <button type="button" class="button primary" disabled={toJudge.length === 0} onClick={() => room.judgeAll()}>
            {toJudge.length === 0 ? 'All answers were run here' : `Run ${counted(toJudge.length, 'answer')} here`}
          </button>
        ) : (
          <>
            <button type="button" class="button" onClick={() => room.cancelJudging()}>
              Stop
            </button>
            <progress value={judging.done} max={judging.total} aria-label="Answers that were run" />
            <span class="room-now">
              {judging.done + 1} of {judging.total}: {judging.now.person}, {room.titleOf(judging.now.slug)}
            </span>
          </>
        )}
        <label class="room-arrivals">
          <input
            type="checkbox"
            checked={room.isJudgingArrivals.value}
            onChange={({ currentTarget }) => {
              room.isJudgingArrivals.value = currentTarget.checked;
              if (currentTarget.checked) room.judgeAll();
            }}
          />{' '}
          Run each as it arrives
        </label>
      </div>
      <p role="status" class="room-differing">
        {differing.length > 0 && `${counted(differing.length, 'answer')} came out differently here than handed in.`}
      </p>
    </div>
  );
}
