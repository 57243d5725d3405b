import { describeBrowserContract } from '@jackfield/media-lab';
import { ServerUnderTest } from './server/server-under-test.ts';

const server = await ServerUnderTest.start();

await describeBrowserContract({
  page: new URL('./pages/janus.ts', import.meta.url),
  server: `Janus ${String(await server.answer('version', []))}`,
  answer: (name, values) => server.answer(name, values),
  close: () => server.close(),
});
