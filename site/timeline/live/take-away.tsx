// Floor 7. What a reader can take away from a live timeline as files. How they are made is loaded when one is asked for.
import { useState } from 'preact/hooks';
import { whyNotLoaded } from '../../pages/why-not-loaded.ts';
import { downloadBlob } from '../../workbench/download.ts';
import type { Picture } from '../layout/picture.ts';
import type { TimelineModel } from '../model/timeline-model.ts';

interface TakeAwayProps {
  readonly model: TimelineModel;
  readonly picture: Picture;
  readonly label: string;
  /** Of the files, without an ending. */
  readonly name: string;
  /** `undefined`: the trace is not to be had. */
  readonly traceLines: (() => Promise<string>) | undefined;
}

export function TakeAway({ model, picture, label, name, traceLines }: TakeAwayProps) {
  const [problem, setProblem] = useState<string>();
  const take = (make: () => Promise<void>) => (): void => {
    setProblem(undefined);
    make().catch(async (error: unknown) => {
      // What a browser throws for a part that it could not fetch says nothing to a reader.
      if (error instanceof TypeError) setProblem(await whyNotLoaded('What makes the file'));
      else setProblem(error instanceof Error ? error.message : String(error));
    });
  };
  const drawn = async () => {
    const [{ margin, standaloneSvg }, { drawingStyles }] = await Promise.all([
      import('../take-away/svg.tsx'),
      import('../take-away/styles.ts'),
    ]);
    const svg = standaloneSvg(picture, label, drawingStyles);
    return { svg, width: picture.width + 2 * margin, height: picture.height + 2 * margin };
  };
  return (
    <p class="timeline-take-away">
      <span>Take away</span>
      <button
        type="button"
        onClick={take(async () =>
          downloadBlob(`${name}.svg`, new Blob([(await drawn()).svg], { type: 'image/svg+xml' })),
        )}
      >
        SVG
      </button>
      <button
        type="button"
        onClick={take(async () => {
          const { pngOf } = await import('../take-away/png.ts');
          const { svg, width, height } = await drawn();
          downloadBlob(`${name}.png`, await pngOf(svg, width, height));
        })}
      >
        PNG
      </button>
      <button
        type="button"
        onClick={take(async () => {
          const { metricsCsv } = await import('../take-away/csv.ts');
          downloadBlob(`${name}.csv`, new Blob([metricsCsv(model)], { type: 'text/csv' }));
        })}
      >
        CSV
      </button>
      {traceLines && (
        <button
          type="button"
          onClick={take(async () =>
            downloadBlob(`${name}.jsonl`, new Blob([await traceLines()], { type: 'application/jsonl' })),
          )}
        >
          JSON lines
        </button>
      )}
      <button
        type="button"
        onClick={take(async () => {
          const { logText } = await import('../model/run-log.ts');
          downloadBlob(`${name}.log`, new Blob([logText(model, 'DEBUG')], { type: 'text/plain' }));
        })}
      >
        Log
      </button>
      {problem !== undefined && <span role="alert">{problem}</span>}
    </p>
  );
}
