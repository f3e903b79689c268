// Floor 7. Runs beside suites in Node: leaves with each result which clusters the test made. A setup file of vitest.
import { noteClusters, notesOfTest, restartNotes, type TestNotes } from 'testkit';
import { afterEach, beforeEach } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    notes?: TestNotes;
  }
}

noteClusters();
beforeEach(() => restartNotes());
afterEach(({ task }) => {
  task.meta.notes = notesOfTest();
});
