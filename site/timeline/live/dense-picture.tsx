// Floor 7. A picture of many thousand marks: a canvas between two drawings of elements, redrawn when the picture or the theme changes.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { TimelinePicture, type TimelinePictureProps } from '../timeline-picture.tsx';
import { type Palette, paintMarks, paletteIn } from './paint-marks.ts';
import type { Layers, Marks } from './picture-layers.ts';

/** More than this is not seen in bars and lines, and costs memory. */
const pixelRatioMax = 2;

interface DensePictureProps extends TimelinePictureProps {
  readonly layers: Layers;
}

export function DensePicture({ picture, layers, label, id }: DensePictureProps) {
  return (
    <div class="timeline-layers">
      <div aria-hidden="true">
        <TimelinePicture picture={layers.below} label="" id={`${id}-below`} />
        <MarksCanvas marks={layers.marks} width={picture.width} height={picture.height} />
      </div>
      <TimelinePicture picture={layers.above} label={label} id={id} />
    </div>
  );
}

interface MarksCanvasProps {
  readonly marks: Marks;
  readonly width: number;
  readonly height: number;
}

function MarksCanvas({ marks, width, height }: MarksCanvasProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const palette = useRef<Palette>(undefined);
  useLayoutEffect(() => {
    const canvas = element.current;
    const context = canvas?.getContext('2d');
    if (!canvas?.parentElement || !context) return undefined;
    const host = canvas.parentElement;
    const draw = (): void => {
      const ratio = Math.min(pixelRatioMax, devicePixelRatio);
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      context.scale(ratio, ratio);
      // To ask the style sheet makes the browser lay out the page.
      palette.current ??= paletteIn(host);
      paintMarks(context, marks, palette.current);
    };
    draw();
    return whenColorsChange(() => {
      palette.current = undefined;
      draw();
    });
  }, [marks, width, height]);
  return <canvas ref={element} style={{ width: `${width}px`, height: `${height}px` }} />;
}

function whenColorsChange(draw: () => void): () => void {
  const theme = new MutationObserver(draw);
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  // On paper the page is light.
  const media = ['(forced-colors: active)', 'print'].map((query) => matchMedia(query));
  for (const query of media) query.addEventListener('change', draw);
  return () => {
    theme.disconnect();
    for (const query of media) query.removeEventListener('change', draw);
  };
}
