import { SignallingUnderTest } from './signalling-under-test.ts';

/** What the pages ask the test process for: `open` gives a server, everything else is one of its methods. */
export function createAnswer(): {
  answer(name: string, values: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
} {
  const servers = new Map<number, SignallingUnderTest>();
  let count = 0;
  return {
    async answer(name, values) {
      if (name === 'open') {
        const server = await SignallingUnderTest.start();
        servers.set(++count, server);
        return { id: count, url: server.url };
      }
      const [id, ...rest] = values;
      const server = servers.get(Number(id));
      const method: unknown = server ? Reflect.get(server, name) : undefined;
      if (!server || typeof method !== 'function') throw new RangeError(`Nobody answers "${name}" here.`);
      const result: unknown = await Reflect.apply(method, server, rest);
      if (name === 'close') servers.delete(Number(id));
      return result;
    },
    async close() {
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}
