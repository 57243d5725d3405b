import type { IncomingMessage, ServerResponse } from 'node:http';

const maximumBytes = 4_194_304;

/** Takes what the SDK logs, keeps nothing of it, and answers so that it is not sent again. */
export function telemetrySink(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', '*');
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-max-age', '600');
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maximumBytes) request.destroy();
  });
  request.on('error', () => {
    response.destroy();
  });
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
}
