import process from 'node:process';
import { describeBrowserContract } from '@jackfield/media-lab';
import { livekitVersion } from '@jackfield/livekit-server';
import { ServerUnderTest } from './server/server-under-test.ts';

const server = await ServerUnderTest.start();

/** The clauses that encryption could change: what is sent and received, written, muted, and after a reconnect. */
const decided =
  /^RTC-(?:ENCRYPTION|SILENCE|MESSAGE|WHICH-0[1248]|SUBSCRIBE-(?:01|02|12|14)|RECONNECT-[12][24]|END-01)/u;
/** A page for teams says of all of them what came of them. */
const all = process.env['JACKFIELD_CONFORMANCE_DIRECTORY'] !== undefined;

await describeBrowserContract({
  page: new URL('./pages/livekit.ts', import.meta.url),
  scripts: [new URL('./pages/encryption-worker.ts', import.meta.url)],
  query: '?encrypted',
  ...(all ? { listed: 'encrypted.all-of-it.txt' } : { only: ({ id }) => decided.test(id) }),
  sdk: 'livekit-client',
  server: `LiveKit ${livekitVersion}`,
  answer: (name, values) => server.answer(name, values),
  close: () => server.close(),
});
