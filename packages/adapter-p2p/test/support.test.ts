import { afterEach, expect, it, vi } from 'vitest';
import { broadcastSignalling, p2p } from '../src/index.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const codes = async (): Promise<readonly string[]> => {
  const { problems } = await p2p({ signalling: broadcastSignalling() }).checkSupport();
  return problems.map(({ code }) => code);
};

it('says that a page is insecure, and not that the browser lacks what only secure pages have', async () => {
  vi.stubGlobal('RTCPeerConnection', vi.fn());
  vi.stubGlobal('isSecureContext', false);
  vi.stubGlobal('navigator', {});
  expect(await codes()).toEqual(['insecure-context']);
});

it('says what a browser lacks', async () => {
  vi.stubGlobal('RTCPeerConnection', undefined);
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('navigator', {});
  const found = await codes();
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(found)).toEqual(new Set(['not-supported']));
});
