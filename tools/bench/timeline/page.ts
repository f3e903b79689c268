// Floor 7. The page in which timelines are measured: it makes one live in the way that a lesson does, and keeps the times of its frames.
import '../../../site/styles/lesson.css';
import { mountScene } from '../../../site/scene/mount.tsx';
import type { SceneData } from '../../../site/scene/scene-data.ts';

export interface Opened {
  /** From the scenario to the frame after the first paint. */
  readonly ms: number;
  /** The longest time from a frame to the next meanwhile. */
  readonly longestFrameMs: number;
}

export interface BenchPage {
  open(scene: SceneData): Promise<Opened>;
  /** Begins to keep the times between frames. */
  watch(): void;
  /** Ends that. */
  frames(): readonly number[];
}

let isWatching = false;
let times: number[] = [];

const keep = (nowMs: number): void => {
  if (!isWatching) return;
  times.push(nowMs);
  requestAnimationFrame(keep);
};

const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

const bench: BenchPage = {
  async open(scene) {
    const figure = document.createElement('figure');
    figure.id = 'measured';
    figure.className = 'run-scene';
    figure.dataset.scene = JSON.stringify(scene);
    const place = document.createElement('div');
    place.className = 'run-picture';
    figure.append(place);
    document.querySelector('main')?.append(figure);
    await nextFrame();
    bench.watch();
    const startedAt = performance.now();
    await mountScene(figure);
    await nextFrame();
    const ms = performance.now() - startedAt;
    figure.dataset.touched = '';
    return { ms, longestFrameMs: Math.max(0, ...bench.frames()) };
  },
  watch() {
    times = [];
    isWatching = true;
    requestAnimationFrame(keep);
  },
  frames() {
    isWatching = false;
    return times.slice(1).map((time, index) => time - (times[index] ?? time));
  },
};

Object.assign(globalThis, { bench });
