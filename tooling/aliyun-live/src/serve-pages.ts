import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { bundlePages } from './bundle-pages.ts';
import type { TokenDesk } from './token-desk.ts';

/** The programme's own pages, and the token server that they ask. */
export interface Pages {
  readonly origin: string;
  /** Everything that browsers were given so far. */
  readonly given: readonly string[];
  close(): Promise<void>;
}

/** Serves both pages on a free port of this machine. */
export async function servePages(desk: TokenDesk): Promise<Pages> {
  const scripts = await bundlePages();
  const given = [...scripts.values()];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = (request.url ?? '/').slice(1);
    if (name === 'token') {
      const asked = JSON.parse(await text(request)) as { readonly room: string; readonly userId: string };
      const body = JSON.stringify({ credential: desk.mint(asked) });
      given.push(body);
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body);
      return;
    }
    const script = scripts.get(name);
    if (script !== undefined) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
      return;
    }
    // The far side takes the SDK as the walkthrough did, by a script tag.
    const tag = name === 'far' ? '<script src="/sdk.js"></script>' : '';
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><title>${name}</title><link rel="icon" href="data:,"><body>${tag}<script type="module" src="/${name}.js"></script>`,
    );
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((cause: unknown) => {
      response.writeHead(400).end(cause instanceof Error ? cause.message : '');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://localhost:${String(port)}`,
    given,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
