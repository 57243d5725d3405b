import { describeBrowserContract } from '@jackfield/media-lab';

await describeBrowserContract({
  page: new URL('./pages/p2p.ts', import.meta.url),
  query: '?signalling=broadcast',
});
