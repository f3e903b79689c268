// Floor 7. `npm run workshop`: serves the built site to the local network and collects what attendees hand in.
// Exit status: 0 it was ended, 1 it could not begin.
import { fileURLToPath } from 'node:url';
import { counted } from '../../site/workbench/words.ts';
import { announcement, farewell } from './announcement.ts';
import { Collection } from './collection.ts';
import { HandInFile, roomKeyFor } from './hand-in-file.ts';
import { help, readOptions, type WorkshopOptions } from './options.ts';
import { networkAddresses } from './own-names.ts';
import { readSite } from './site-files.ts';
import { openWorkshop, type WorkshopServer } from './workshop-server.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

try {
  const options = readOptions(process.argv.slice(2), { folder: process.cwd(), today: new Date() });
  if (options === 'help') console.log(help);
  else await open(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function open({ port, host, file: path }: WorkshopOptions): Promise<void> {
  const site = readSite(fileURLToPath(new URL('../../dist', import.meta.url)));
  const { file, handIns, told } = await HandInFile.open(path);
  const collection = new Collection(file, handIns);
  const key = await roomKeyFor(path);
  const server = await openWorkshop({
    site,
    collection,
    key,
    port,
    host,
    onTaken: ({ attendee, exercises }) => say(`${attendee} handed in ${counted(exercises.length, 'exercise')}.`),
    onTrouble: say,
  }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(whyNot(error, port, host), { cause: error });
  });
  const amounts = () => ({ file: path, handInCount: collection.count, attendeeCount: collection.attendeeCount });
  const isColored = process.stdout.isTTY === true;
  const addresses = host === undefined ? networkAddresses() : [host];
  console.log(announcement({ ...amounts(), addresses, port: server.port, key, told, isColored }));
  endOnSignal(server, () => farewell(amounts()));
}

function endOnSignal(server: WorkshopServer, last: () => string): void {
  const end = (): void => {
    // A second signal is meant: it ends the process at once.
    for (const signal of signals) process.off(signal, end);
    void server.close().then(() => console.log(`\n${last()}`));
  };
  for (const signal of signals) process.on(signal, end);
}

function say(line: string): void {
  console.log(`${new Date().toLocaleTimeString('en-GB')} ${line}`);
}

function whyNot({ code, message }: NodeJS.ErrnoException, port: number, host: string | undefined): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken, perhaps by a workshop that still runs. Choose another with --port.`;
  if (code === 'EACCES') return `This user may not listen on port ${port}. Choose one over 1023 with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${host} is no address of this machine. Give another with --host, or leave it out to listen on all.`;
  }
  return `It cannot listen on port ${port}: ${message}.`;
}
