import { once } from 'node:events';
import { createServer } from 'node:http';
import { startAliyunEmulator, type AliyunEmulator } from '@jackfield/aliyun-emulator';

/** A stand-in for the real service, outside the demo's server, as the real one is. */
export interface AliyunService {
  readonly emulator: AliyunEmulator;
  /** What the demo's server is told of it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Goes away as a crashed service does: signalling and media. */
  suspend(): Promise<void>;
  /** Comes back; who was there may go on. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it under one origin, which the content policy of the demo's server can name. */
export async function startAliyunService(): Promise<AliyunService> {
  let isAway = false;
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  const app = { appId: 'e2e', appKey: 'a key that no page may see' };
  const emulator = await startAliyunEmulator({
    port: false,
    controlPort: false,
    publicUrl: origin,
    apps: [app],
  });
  server.on('request', (request, response) => {
    if (isAway) request.socket.destroy();
    else if (!emulator.handle(request, response)) response.writeHead(404).end();
  });
  return {
    emulator,
    environment: { ALIYUN_APP_ID: app.appId, ALIYUN_APP_KEY: app.appKey, ALIYUN_GSLB: origin },
    async suspend() {
      isAway = true;
      server.closeAllConnections();
      await emulator.suspend();
    },
    async resume() {
      await emulator.resume();
      isAway = false;
    },
    async stop() {
      await emulator.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
