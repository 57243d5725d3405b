import type { IncomingMessage } from 'node:http';

import { BadRequest } from '../errors/bad-request.ts';
import { parseJson } from './parse-json.ts';

/** Reads a JSON body of bounded size; `undefined` where there is none. */
export async function readJsonBody(request: IncomingMessage, maximumBytes: number): Promise<unknown> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maximumBytes) throw new BadRequest(`the body is larger than ${maximumBytes} bytes`, 413);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new BadRequest('the body is not binary');
    size += chunk.length;
    if (size > maximumBytes) throw new BadRequest(`the body is larger than ${maximumBytes} bytes`, 413);
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  return parseJson(Buffer.concat(chunks).toString('utf8'));
}
