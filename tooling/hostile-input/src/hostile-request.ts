import fc from 'fast-check';
import { oddJson } from './odd-json.ts';

/** An HTTP request as a stranger writes it. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly header: string;
  readonly body: string;
}

const strangePath: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '/',
    '/index.html',
    '/%',
    '/%E0%A4%A',
    '/assets/%00',
    '/..%2f..%2fsecret.txt',
    '//[',
    '/?adapter=%',
    '*',
    'http://[/',
  ),
  fc.webPath(),
);

/** Requests for these paths and for strange ones, with bodies of this kind and odd ones. */
export function hostileRequest({
  paths,
  body,
}: {
  readonly paths: readonly string[];
  readonly body: fc.Arbitrary<string>;
}): fc.Arbitrary<HostileRequest> {
  return fc.record({
    method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'OPTIONS', 'HEAD', 'DELETE', 'TRACE'),
    path: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...paths) },
      { weight: 1, arbitrary: strangePath },
    ),
    header: fc.oneof(
      fc.constantFrom('X: y', 'Cookie: jackfield-client=%', 'Cookie: ;;=;jackfield-client', 'Origin: null'),
      fc.constantFrom('Content-Type: text/plain', 'Authorization: Bearer \u00ff', 'X-Forwarded-For: ,,'),
      fc.constantFrom(
        'Connection: Upgrade\r\nUpgrade: websocket',
        'Transfer-Encoding: chunked',
        'Expect: 100-continue',
      ),
    ),
    body: fc.oneof(body, oddJson),
  });
}

/** A request as it goes over the wire. */
export function requestText(port: number, { method, path, header, body }: HostileRequest): string {
  return [
    `${method} ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${String(port)}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    header,
    '',
    body,
  ].join('\r\n');
}
