import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { aliyun } from '../src/aliyun.ts';
import { sdkIntegrity } from '../src/load-script.ts';
import { loadSdk, sdkLoader } from '../src/load-sdk.ts';
import type { AliEngineConstructor } from '../src/engine/port.ts';
import { DoubleEngine } from '../test-contract/double/double-engine.ts';
import { DoubleService } from '../test-contract/double/service.ts';

const credential = (): Promise<never> => Promise.reject(new Error('never asked'));

/** A class like the SDK's; nobody makes one. */
function engineClass(): AliEngineConstructor {
  const { clock, tracks } = createFakeEnvironment();
  return class extends DoubleEngine {
    constructor() {
      super(new DoubleService(clock), tracks);
    }
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.doUnmock('aliyun-webrtc-sdk');
  vi.resetModules();
});

describe('where the SDK comes from', () => {
  it('is the class that the app gives', async () => {
    const Engine = engineClass();
    await expect(sdkLoader({ sdk: Engine })()).resolves.toBe(Engine);
  });

  it('is what the loader of the app loads', async () => {
    const Engine = engineClass();
    await expect(sdkLoader({ sdk: () => Promise.resolve(Engine) })()).resolves.toBe(Engine);
  });

  it('is the global of a script tag, which is not loaded twice', async () => {
    const Engine = engineClass();
    vi.stubGlobal('AliRtcEngine', Engine);
    await expect(loadSdk()).resolves.toBe(Engine);
  });

  it('is the package otherwise, loaded when it is needed and not before', async () => {
    const Engine = engineClass();
    const loads: string[] = [];
    vi.doMock('aliyun-webrtc-sdk', () => {
      loads.push('loaded');
      vi.stubGlobal('AliRtcEngine', Engine);
      return {};
    });
    vi.stubGlobal('document', {});
    const { aliyun: fresh } = await import('../src/aliyun.ts');
    const adapter = fresh({ credential });
    await adapter.checkSupport();
    expect(loads).toEqual([]);
    await adapter.preload();
    await adapter.preload();
    expect(loads).toEqual(['loaded']);
  });
});

describe('a missing SDK', () => {
  const help = /Install aliyun-webrtc-sdk 1\.16\.0, .* load that by a script tag .* or give `sdk`/u;

  it('says so in Node, where importing this package is fine', async () => {
    await expect(aliyun({ credential }).preload()).rejects.toMatchObject({ code: 'sdk-missing' });
    await expect(loadSdk()).rejects.toThrow(/browser only/u);
    await expect(loadSdk()).rejects.toThrow(help);
  });

  it('says so where the package is not there, and keeps the cause', async () => {
    vi.stubGlobal('document', {});
    vi.doMock('aliyun-webrtc-sdk', () => {
      throw new Error('cannot find it');
    });
    await expect(loadSdk()).rejects.toMatchObject({ code: 'sdk-missing' });
    await expect(loadSdk()).rejects.toHaveProperty('cause');
    await expect(loadSdk()).rejects.toThrow(help);
  });

  it('says so where the package leaves no global', async () => {
    vi.stubGlobal('document', {});
    vi.doMock('aliyun-webrtc-sdk', () => ({}));
    await expect(loadSdk()).rejects.toThrow(/left no global AliRtcEngine/u);
  });

  it.each([undefined, {}, () => undefined])('says so where a loader gives %o', async (value) => {
    // An app without types gives what it likes.
    const load = Reflect.apply(sdkLoader, undefined, [
      () => Promise.resolve(value),
    ]) as () => Promise<unknown>;
    await expect(load()).rejects.toMatchObject({ code: 'sdk-missing' });
  });

  it('says so where a loader fails, and keeps the cause', async () => {
    const cause = new Error('offline');
    await expect(sdkLoader({ sdk: () => Promise.reject(cause) })()).rejects.toMatchObject({
      code: 'sdk-missing',
      cause,
    });
  });
});

describe('a script at an address of the app', () => {
  /** A page that notes which scripts it was given. */
  function page(): { scripts: EventTarget[] } {
    const scripts: EventTarget[] = [];
    vi.stubGlobal('document', {
      createElement: () => Object.assign(new EventTarget(), { remove: () => scripts.pop() }),
      head: { append: (script: EventTarget) => scripts.push(script) },
    });
    return { scripts };
  }

  it('is added once, with the bytes that it must have, and gives the class', async () => {
    const { scripts } = page();
    const Engine = engineClass();
    const load = sdkLoader({ src: 'https://call.example/once.js' });
    const both = Promise.all([load(), load()]);
    expect(scripts).toMatchObject([
      { src: 'https://call.example/once.js', integrity: sdkIntegrity, crossOrigin: 'anonymous' },
    ]);
    vi.stubGlobal('AliRtcEngine', Engine);
    scripts[0]?.dispatchEvent(new Event('load'));
    await expect(both).resolves.toEqual([Engine, Engine]);
    await expect(load()).resolves.toBe(Engine);
    expect(scripts).toHaveLength(1);
  });

  it('that does not load says what to do, and is tried again by the next join', async () => {
    const { scripts } = page();
    const load = sdkLoader({ src: 'https://call.example/gone.js', integrity: 'sha384-own' });
    const failed = load();
    expect(scripts).toMatchObject([{ integrity: 'sha384-own' }]);
    scripts[0]?.dispatchEvent(new Event('error'));
    await expect(failed).rejects.toMatchObject({
      code: 'sdk-missing',
      message: expect.stringContaining('did not load from https://call.example/gone.js') as unknown,
    });
    expect(scripts).toEqual([]);
    const again = load();
    vi.stubGlobal('AliRtcEngine', engineClass());
    scripts[0]?.dispatchEvent(new Event('load'));
    await expect(again).resolves.toBeTypeOf('function');
  });

  it('without the class says so', async () => {
    const { scripts } = page();
    const loaded = sdkLoader({ src: 'https://call.example/other.js' })();
    scripts[0]?.dispatchEvent(new Event('load'));
    await expect(loaded).rejects.toMatchObject({
      code: 'sdk-missing',
      message: expect.stringContaining('left no global AliRtcEngine') as unknown,
    });
  });

  it("is held to the bytes of the SDK's package", () => {
    const bytes = readFileSync(
      new URL('../node_modules/aliyun-webrtc-sdk/dist/aliyun-webrtc-sdk.js', import.meta.url),
    );
    expect(sdkIntegrity).toBe(`sha384-${createHash('sha384').update(bytes).digest('base64')}`);
  });
});
