import type { AliEngineConstructor } from '../../src/index.ts';

/** The SDK as it is, but for its private members: as a build with other names for them would be. */
export function withoutInternals(Engine: AliEngineConstructor): AliEngineConstructor {
  return new Proxy(Engine, {
    construct(target, given: ConstructorParameters<AliEngineConstructor>) {
      return new Proxy(new target(...given), {
        get(engine, name) {
          if (typeof name === 'string' && name.startsWith('_')) return undefined;
          const member: unknown = Reflect.get(engine, name, engine);
          return typeof member === 'function' ? (member.bind(engine) as unknown) : member;
        },
        set: (engine, name, value) => Reflect.set(engine, name, value, engine),
      });
    },
  });
}
