import type { TestServer } from './start-test-server.ts';

const known = new WeakMap<TestServer, Promise<string>>();

/** The cookie of one browser that has opened the page of a server: whoever asks with it is the same person each time. */
export function cookieOf(server: TestServer): Promise<string> {
  const asked = known.get(server) ?? open(server);
  known.set(server, asked);
  return asked;
}

async function open({ url }: TestServer): Promise<string> {
  const [given = ''] = (await fetch(url)).headers.getSetCookie();
  return given.split(';', 1)[0] ?? '';
}
