import { describeBrowserContract } from '@jackfield/media-lab';
import { livekitVersion } from '@jackfield/livekit-server';
import { ServerUnderTest } from './server/server-under-test.ts';

const server = await ServerUnderTest.start();

await describeBrowserContract({
  page: new URL('./pages/livekit.ts', import.meta.url),
  sdk: 'livekit-client',
  server: `LiveKit ${livekitVersion}`,
  answer: (name, values) => server.answer(name, values),
  close: () => server.close(),
});
