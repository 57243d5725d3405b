import { setTimeout as after } from 'node:timers/promises';
import { startTestServer } from '../test/start-test-server.ts';
import type { ServerReport } from './server-process.ts';

// The server in a process of its own, so that its memory is measured and not that of its clients. It tells what it holds when asked.
const secret = process.env['BENCH_SECRET'] ?? '';
const server = await startTestServer({ signallingSecrets: { current: secret } });
let most = 0;
const look = (): number => {
  const { rss } = process.memoryUsage();
  most = Math.max(most, rss);
  return rss;
};
setInterval(look, 20).unref();

async function report(collects: boolean): Promise<ServerReport> {
  // What nobody refers to any more is no memory that is held: two collections, since the first only finds what finalizers let go.
  for (let round = 0; collects && round < 2; round += 1) {
    globalThis.gc?.();
    await after(50);
  }
  const { heapUsed } = process.memoryUsage();
  return { port: server.port, rss: look(), most, heapUsed, ...server.usage() };
}

// Whoever asks is gone: nobody would end it any more.
process.once('disconnect', () => process.exit());
process.on('message', (asked) => {
  if (asked === 'stop') {
    void server[Symbol.asyncDispose]().then(() => process.disconnect());
    return;
  }
  if (asked === 'begin') most = 0;
  void report(asked !== 'as it is').then((answer) => process.send?.(answer));
});
process.send?.('ready');
