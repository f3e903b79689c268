// Floor 7. The site's style sheets as text, for drawings that leave it. Loaded only when one does.
import timeline from '../../styles/timeline.css?raw';
import tokens from '../../styles/tokens.css?raw';
import type { DrawingStyles } from './svg.tsx';

export const drawingStyles: DrawingStyles = { tokens, timeline };
