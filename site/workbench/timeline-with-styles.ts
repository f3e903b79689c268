// The live timeline with all styles that it needs on a page that was not made with one.
import '../styles/timeline.css';
import '../styles/timeline-tables.css';

export { Timeline } from '../timeline/live/timeline.tsx';
