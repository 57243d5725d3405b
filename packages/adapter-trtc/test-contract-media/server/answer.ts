import { ServiceUnderTest } from './service-under-test.ts';

/** What the pages ask the test process for: `open` gives a service, everything else is one of its methods. */
export function createAnswer(): {
  answer(name: string, values: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
} {
  const services = new Map<number, ServiceUnderTest>();
  let count = 0;
  return {
    async answer(name, values) {
      if (name === 'open') {
        const service = await ServiceUnderTest.start();
        services.set(++count, service);
        return { id: count, proxy: service.proxy };
      }
      const [id, ...rest] = values;
      const service = services.get(Number(id));
      const method: unknown = service ? Reflect.get(service, name) : undefined;
      if (!service || typeof method !== 'function') throw new RangeError(`Nobody answers "${name}" here.`);
      const result: unknown = await Reflect.apply(method, service, rest);
      if (name === 'close') services.delete(Number(id));
      return result;
    },
    async close() {
      await Promise.all([...services.values()].map((service) => service.close()));
    },
  };
}
