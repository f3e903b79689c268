// Entry of pages that are only read: the reference's, the instructor's guide.
import { enableHeader } from './header.ts';

enableHeader();
