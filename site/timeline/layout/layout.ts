// Floor 7. A model at a width and a zoom becomes a picture: the way in for whoever draws.
import type { TimelineModel } from '../model/timeline-model.ts';
import { partitionView } from './partition-view.ts';
import type { LayoutOptions, Picture, View } from './picture.ts';
import { processView } from './process-view.ts';

export function layout(model: TimelineModel, view: View, options: LayoutOptions): Picture {
  return view === 'processes' ? processView(model, options) : partitionView(model, options);
}
