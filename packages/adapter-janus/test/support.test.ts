import { createFakeEnvironment } from '@jackfield/core/testing';
import type { RtcDriverSink } from '@jackfield/core/adapter';
import { afterEach, expect, it, vi } from 'vitest';
import { janus } from '../src/index.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const options = { credential: () => Promise.reject(new Error('This one never joins.')) };

it('says that a page is insecure, and only that', async () => {
  vi.stubGlobal('RTCPeerConnection', vi.fn());
  vi.stubGlobal('isSecureContext', false);
  const { problems } = await janus(options).checkSupport();
  expect(problems.map(({ code }) => code)).toEqual(['insecure-context']);
});

it('has no driver before it is loaded, and one after that calls nothing', async () => {
  vi.resetModules();
  const { janus: fresh } = await import('../src/index.ts');
  const adapter = fresh(options);
  const { environment } = createFakeEnvironment();
  const create = () => adapter.createDriver({} as RtcDriverSink, environment);
  expect(create).toThrow(expect.objectContaining({ code: 'invalid-state' }));
  await adapter.preload();
  expect(create().native).toBeUndefined();
});
