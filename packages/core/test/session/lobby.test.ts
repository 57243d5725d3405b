import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isRtcError } from '../../src/errors/rtc-error.ts';
import type { RtcSession } from '../../src/face/rtc-session.ts';
import * as callPart from '../../src/session/call-part.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { createStubVendor } from './stub-vendor.ts';

/** The import of what only a call needs, as a page does it: it takes as long as a test says, and what comes of it. */
interface Import {
  readonly asked: () => number;
  arrive(): void;
  fail(): void;
}

const room = { room: 'studio', userId: 'me' };

/** A session of a page that has loaded nothing but the lobby. */
async function createLobby() {
  let asked = 0;
  let settle: {
    readonly resolve: (module: typeof callPart) => void;
    readonly reject: (cause: Error) => void;
  };
  const answer = new Promise<typeof callPart>((resolve, reject) => (settle = { resolve, reject }));
  answer.catch(() => undefined);
  vi.doMock('../../src/session/call-part.ts', () => {
    asked += 1;
    return answer;
  });
  const { createSession } = await import('../../src/session/create-session.ts');
  const world = createFakeEnvironment();
  const vendor = createStubVendor();
  const preload = vi.fn(() => Promise.resolve());
  const session = createSession({ ...vendor.adapter, preload }, { environment: world.environment });
  const loading: Import = {
    asked: () => asked,
    arrive: () => {
      settle.resolve(callPart);
    },
    fail: () => {
      settle.reject(new TypeError('Failed to fetch dynamically imported module'));
    },
  };
  /** Until the import has been asked for: it does not follow the virtual clock. */
  const begun = () => vi.waitFor(() => expect(asked).toBe(1), { interval: 1 });
  return { ...world, ...vendor, session, preload, loading, begun };
}

const events = (session: RtcSession): string[] => {
  const seen: string[] = [];
  session.on('state-changed', ({ state }) => seen.push(state.status));
  return seen;
};

beforeEach(() => {
  vi.resetModules();
  vi.doUnmock('../../src/session/call-part.ts');
});

describe('a session before what only a call needs is loaded', () => {
  it('opens devices, shows the preview, keeps intent and tells of it', async () => {
    const { session, loading, elements, clock } = await createLobby();
    const changed: string[] = [];
    session.on('local-source-changed', ({ state }) =>
      changed.push(`${state.source} ${state.capture.status}`),
    );
    await session.microphone.enable();
    await session.camera.enable();
    await session.microphone.mute();
    const view = elements.createView();
    const detach = session.camera.attach(view);
    await clock.settle();
    expect(view.srcObject).not.toBeNull();
    detach();
    expect(changed).toContain('microphone live');
    expect(session.snapshot.local.microphone).toMatchObject({ enabled: true, muted: true });
    expect([session.participants.size, session.participant('p1'), session.native]).toEqual([
      0,
      undefined,
      undefined,
    ]);
    expect([session.playback.blocked, session.playback.speakerId]).toEqual([false, '']);
    await session.playback.resume();
    expect(session.can('publish-camera')).toBe(true);
    await session.leave();
    expect([session.state.status, loading.asked()]).toEqual(['idle', 0]);
  });

  it('is disposed without it, and takes no command then', async () => {
    const { session, loading, leaks } = await createLobby();
    await session.camera.enable();
    await session.dispose();
    expect(session.state).toMatchObject({ status: 'ended', reason: 'disposed' });
    await expect(session.preload()).rejects.toMatchObject({ code: 'invalid-state' });
    await expect(session.join(room)).rejects.toMatchObject({ code: 'invalid-state' });
    expect(leaks().tracks).toEqual([]);
    expect(loading.asked()).toBe(0);
  });

  it('refuses a room that no vendor takes without loading anything', async () => {
    const { session, loading, preload } = await createLobby();
    await expect(session.join({ ...room, room: 'no spaces' })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    expect([session.state.status, loading.asked(), preload.mock.calls.length]).toEqual(['idle', 0, 0]);
  });

  it('chooses a loudspeaker, for which it is loaded', async () => {
    const { session, loading, devices } = await createLobby();
    const speaker =
      devices.list.find(({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== 'default')?.deviceId ??
      '';
    loading.arrive();
    await session.playback.setSpeaker(speaker);
    expect(session.playback.speakerId).toBe(speaker);
  });
});

describe('loading what only a call needs', () => {
  it('is shared by preload and join, with the code of the vendor', async () => {
    const { session, loading, preload, begun } = await createLobby();
    const loaded = Promise.all([session.preload(), session.preload()]);
    const joined = session.join(room);
    await begun();
    expect(session.state.status).toBe('joining');
    loading.arrive();
    await Promise.all([loaded, joined]);
    expect(session.state.status).toBe('joined');
    expect([loading.asked(), preload.mock.calls.length]).toEqual([1, 1]);
  });

  it('publishes what was enabled before it', async () => {
    const { session, loading, joins } = await createLobby();
    await session.microphone.enable();
    loading.arrive();
    await session.join(room);
    expect(joins[0]?.local.map(({ source }) => source)).toEqual(['microphone']);
    expect(session.microphone.state.publication.status).toBe('published');
  });

  it('rejects network where it does not load, and says to reload the page', async () => {
    const { session, loading } = await createLobby();
    const seen = events(session);
    loading.fail();
    const failed: unknown = await session.join(room).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'network' });
    expect(isRtcError(failed) && failed.message).toContain('reload the page');
    expect(seen).toEqual(['joining', 'idle']);
    await expect(session.preload()).rejects.toMatchObject({ code: 'network' });
    await expect(session.playback.setSpeaker('x')).rejects.toMatchObject({ code: 'network' });
  });

  it('ends with the bound of the join, and another join waits for the same import', async () => {
    const { session, loading, clock, begun } = await createLobby();
    const joining = expect(session.join(room)).rejects.toMatchObject({ code: 'timeout' });
    await begun();
    await clock.advance(15_000);
    await joining;
    expect(session.state.status).toBe('idle');
    const again = session.join(room);
    loading.arrive();
    await again;
    expect([session.state.status, loading.asked()]).toEqual(['joined', 1]);
  });

  it.each([
    ['an app that leaves', 'left', (session: RtcSession) => session.leave()],
    ['a session that is disposed', 'disposed', (session: RtcSession) => session.dispose()],
  ] as const)('is given up by %s, and nothing comes of it later', async (_name, reason, end) => {
    const { session, loading, begun, joins, leaks } = await createLobby();
    await session.microphone.enable();
    const joining = expect(session.join(room)).rejects.toMatchObject({ code: 'aborted' });
    await begun();
    await end(session);
    await joining;
    loading.arrive();
    await vi.dynamicImportSettled();
    expect(session.state).toMatchObject({ status: 'ended', reason });
    expect([joins, leaks().tracks]).toEqual([[], []]);
  });

  it('makes nothing for a session that was disposed meanwhile', async () => {
    const { session, loading, begun } = await createLobby();
    const choosing = expect(session.playback.setSpeaker('')).rejects.toMatchObject({ code: 'invalid-state' });
    await begun();
    await session.dispose();
    loading.arrive();
    await choosing;
  });

  it('is given up by the signal of the join, and the next join loads', async () => {
    const { session, loading, begun } = await createLobby();
    const aborter = new AbortController();
    const joining = expect(session.join({ ...room, signal: aborter.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    await begun();
    aborter.abort();
    await joining;
    expect(session.state.status).toBe('idle');
    loading.arrive();
    await session.join(room);
    expect(session.state.status).toBe('joined');
  });

  it('is given up when the page is left, and goes on when it is shown again', async () => {
    const { session, loading, begun, page } = await createLobby();
    const joining = expect(session.join(room)).rejects.toMatchObject({ code: 'aborted' });
    await begun();
    page.fire('hide');
    await joining;
    expect(session.state).toMatchObject({ status: 'ended', reason: 'page-closed' });
    const joined = new Promise<void>((resolve) => {
      session.on('state-changed', ({ state }) => {
        if (state.status === 'joined') resolve();
      });
    });
    page.fire('show-restored');
    loading.arrive();
    await joined;
  });
});
