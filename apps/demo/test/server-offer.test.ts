import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { RtcError } from '@jackfield/core';
import { describe, expect, it, vi } from 'vitest';
import { missingSettingsOf } from '../src/app/missing-settings.ts';
import { askingServer } from '../src/app/server-offer.ts';

const ask = (answer: () => Promise<Response>) => {
  vi.stubGlobal('fetch', vi.fn(answer));
  return askingServer('livekit', fake(createFakeCloud())).adapter.checkSupport();
};

describe('askingServer', () => {
  it('is content where the server has the provider', async () => {
    const report = await ask(() =>
      Promise.resolve(Response.json({ providers: { livekit: { ready: true } } })),
    );
    expect(report).toEqual({ supported: true, problems: [] });
  });

  it.each([
    [{ ready: true }, 'service'],
    [{ ready: true, emulated: true }, 'emulator'],
    [{ ready: true, proxied: true }, 'proxy'],
  ] as const)('knows what carries its calls: %j', async (offer, carrier) => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ providers: { aliyun: offer } })));
    const asking = askingServer('aliyun', fake(createFakeCloud()));
    await asking.adapter.checkSupport();
    expect(asking.carrier()).toBe(carrier);
  });

  it('names what is missing', async () => {
    const offer = { ready: false, missing: ['LIVEKIT_URL', 7, 'LIVEKIT_API_KEY'] };
    const report = await ask(() => Promise.resolve(Response.json({ providers: { livekit: offer } })));
    expect(report.supported).toBe(false);
    expect(report.problems[0]?.code).toBe('unsupported');
    expect(report.problems[0]?.message).toContain('It lacks: LIVEKIT_URL, LIVEKIT_API_KEY.');
    expect(missingSettingsOf(report.problems[0])).toEqual(['LIVEKIT_URL', 'LIVEKIT_API_KEY']);
  });

  it.each([
    ['an answer of another shape', () => Promise.resolve(Response.json([]))],
    ['a server that knows no providers', () => Promise.resolve(new Response('', { status: 404 }))],
  ])('takes %s for a provider that is not there', async (_what, answer) => {
    expect((await ask(answer)).problems).toMatchObject([{ code: 'unsupported' }]);
  });

  it('says when nobody answers', async () => {
    const report = await ask(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(report.problems).toMatchObject([{ code: 'network' }]);
  });

  it('keeps what the adapter itself has found', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ providers: { livekit: { ready: true } } })));
    const adapter = fake(createFakeCloud());
    const problem = new RtcError({ code: 'insecure-context', message: 'Calls need a secure page.' });
    const checkSupport = () => Promise.resolve({ supported: false, problems: [problem] });
    const { adapter: asking } = askingServer('livekit', { ...adapter, checkSupport });
    expect(asking.name).toBe(adapter.name);
    expect(await asking.checkSupport()).toEqual({ supported: false, problems: [problem] });
  });
});
