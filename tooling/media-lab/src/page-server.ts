import { createServer } from 'node:http';
import { basename } from 'node:path';
import { build } from 'esbuild';

/** Serves test pages on this machine: `/NAME` is a page that runs NAME.ts, `/blank` is an empty one. */
export interface PageServer {
  /** Where. */
  readonly origin: string;
  /** Stops. */
  close(): Promise<void>;
}

/** Bundles scripts of pages and serves each with a page around it. */
export async function servePages(scripts: readonly URL[]): Promise<PageServer> {
  const bundle = await build({
    entryPoints: scripts.map(({ pathname }) => pathname),
    bundle: true,
    write: false,
    outdir: 'pages',
    format: 'esm',
    target: 'es2022',
    conditions: ['@jackfield/source'],
  });
  const files = new Map(bundle.outputFiles.map(({ path, text }) => [basename(path), text]));
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    const script = files.get(name);
    if (script !== undefined) {
      // Every frame loads it again: the browser may keep what it has compiled. Nothing is in it but code, since a script that is too
      // large for the cache fails in a frame that reads it while another one's copy is being written.
      const headers = { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' };
      response.writeHead(200, headers).end(script);
      return;
    }
    const tag = files.has(`${name}.js`) ? `<script type="module" src="/${name}.js"></script>` : '';
    const page = `<!doctype html><meta charset="utf-8"><title>${name}</title><link rel="icon" href="data:,"><body>${tag}`;
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
