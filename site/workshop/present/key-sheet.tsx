// Floor 7. The keys of the presenter's windows, to be read.
import { presentKeys } from './keys.ts';

export function KeySheet() {
  return (
    <dl class="present-keys">
      {presentKeys.map(({ action, shown, does }) => (
        <div key={action}>
          <dt>
            {shown.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
