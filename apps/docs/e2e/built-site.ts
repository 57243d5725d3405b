import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';

/** Where the built site lies. */
export const built: string = fileURLToPath(new URL('../dist/', import.meta.url));

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webp': 'image/webp',
};

/** Every page of the built site, from its root. */
export function builtPages(): readonly string[] {
  return readdirSync(built, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => relative('.', file).split(sep).join('/'))
    .sort();
}

/** Tests with the built site, served as any server of static files does: `site` is its address. */
export const test = base.extend<object, { readonly site: string }>({
  site: [
    async ({ browserName: _browser }, use) => {
      const server = createServer((request, response) => {
        const path = normalize(decodeURI(new URL(request.url ?? '/', 'http://x').pathname));
        const file = join(built, path.endsWith('/') ? `${path}index.html` : path);
        if (!file.startsWith(built) || !existsSync(file) || !statSync(file).isFile()) {
          response.writeHead(404).end();
          return;
        }
        response.writeHead(200, { 'content-type': kinds[extname(file)] ?? 'application/octet-stream' });
        response.end(readFileSync(file));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      await new Promise((resolve) => server.close(resolve));
    },
    { scope: 'worker' },
  ],
});
export { expect };
