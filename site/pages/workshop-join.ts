// Entry of the page to which an instructor's link leads.
import { h, render } from 'preact';
import { tabAnnouncements } from '../storage/announcements.ts';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { fromAgendaFragment } from '../workshop/agenda/link.ts';
import { Attendance } from '../workshop/attend/attendance.ts';
import { JoinView } from '../workshop/attend/join-view.tsx';
import { courseData } from '../workshop/course-data.ts';
import { enableHeader } from './header.ts';

enableHeader();

const place = document.getElementById('join-view');
if (place !== null) {
  const attendance = new Attendance(indexedDbStore(), tabAnnouncements('workshop'));
  const course = courseData();
  const toRoot = document.body.dataset.root ?? './';
  const show = async (): Promise<void> => {
    const link = await fromAgendaFragment(location.hash);
    render(h(JoinView, { link, attendance, course, toRoot }), place);
  };
  void attendance.follow().then(() => {
    place.replaceChildren();
    window.addEventListener('hashchange', show);
    return show();
  });
}
