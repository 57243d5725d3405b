import { checkSupport } from '@jackfield/core/adapter-kit';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
});

function browser({ webRtc = true, secure = true } = {}): void {
  vi.stubGlobal('RTCPeerConnection', webRtc ? vi.fn() : undefined);
  vi.stubGlobal('isSecureContext', secure);
}

const codes = (missing?: () => readonly string[]): string[] =>
  checkSupport({ adapter: 'acme', missing }).problems.map(({ code }) => code);

it('finds nothing wrong with a good browser', () => {
  browser();
  expect(checkSupport({ adapter: 'acme' })).toEqual({ supported: true, problems: [] });
});

it('names a browser without WebRTC and an insecure page', () => {
  browser({ webRtc: false });
  expect(codes()).toEqual(['not-supported']);
  browser({ secure: false });
  expect(codes()).toEqual(['insecure-context']);
  expect(checkSupport({ adapter: 'acme' }).supported).toBe(false);
});

it('names what else an adapter misses, but not on an insecure page, which is why it is missing', () => {
  const missing = () => ['This browser has no Web Locks.'];
  browser();
  expect(checkSupport({ adapter: 'acme', missing }).problems).toMatchObject([
    { code: 'not-supported', message: 'This browser has no Web Locks.', adapter: 'acme' },
  ]);
  browser({ secure: false });
  expect(codes(missing)).toEqual(['insecure-context']);
});
