// Entry of the reference's pages.
import { enableHeader } from './header.ts';

enableHeader();
