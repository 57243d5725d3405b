import { TokenError } from '../shared/token-error.ts';

/**
 * Reads a JSON body of at most so many bytes and stops reading at the first byte too many.
 * Rejects with `unsupported-media-type`, `payload-too-large` or `invalid-argument`.
 */
export async function readJsonBody(
  request: Request,
  maxBodyBytes: number,
  signal: AbortSignal,
): Promise<unknown> {
  // Any other type could be sent by a page of another origin without a preflight.
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new TokenError('unsupported-media-type', 'The body must be JSON, sent as application/json.');
  }
  const declared = request.headers.get('content-length');
  if (declared !== null && !(Number(declared) <= maxBodyBytes)) throw tooLarge(maxBodyBytes);
  if (request.body === null || request.bodyUsed)
    throw new TokenError('invalid-argument', 'The request has no body.');
  const bytes = await readBounded(request.body, maxBodyBytes, signal);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the body, so it is not passed on.
    throw new TokenError('invalid-argument', 'The body is not valid JSON in UTF-8.');
  }
}

async function readBounded(
  body: ReadableStream<Uint8Array>,
  maxBodyBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const reader = body.getReader();
  // Rejections of cancel() say that the connection is gone already, which is what is wanted.
  const stop = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > maxBodyBytes) {
        stop();
        throw tooLarge(maxBodyBytes);
      }
      chunks.push(value);
    }
  } catch (cause) {
    if (cause instanceof TokenError) throw cause;
    throw new TokenError('invalid-argument', 'The body ended before it was complete.', { cause });
  } finally {
    signal.removeEventListener('abort', stop);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function tooLarge(maxBodyBytes: number): TokenError {
  return new TokenError('payload-too-large', `The body is larger than ${maxBodyBytes} bytes.`);
}
