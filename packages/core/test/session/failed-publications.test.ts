import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import type { RtcErrorCode } from '../../src/errors/rtc-error-code.ts';
import { createSessionRig, type SessionRig } from './rig.ts';

const error = new RtcError({ code: 'network', message: 'The service is away.' });

interface Published extends SessionRig {
  /** Fails so often from now on. */
  fails(times: number, code: RtcErrorCode): void;
  /** How often something was published since then. */
  tries(): number;
  status(): string;
}

/** A call with an own microphone. */
async function published(): Promise<Published> {
  const rig = createSessionRig({ reconnect: 'restarts' });
  await rig.session.microphone.enable();
  await rig.join();
  await rig.clock.advance(1);
  let left = 0;
  let tries = 0;
  let code: RtcErrorCode = 'network';
  rig.publishing.run = () => {
    tries += 1;
    left -= 1;
    const failure = new RtcError({ code, message: 'Not now.' });
    return left < 0 ? Promise.resolve({ failed: [] }) : Promise.reject(failure);
  };
  return {
    ...rig,
    fails(times, how) {
      left = times;
      tries = 0;
      code = how;
    },
    tries: () => tries,
    status: () => rig.session.microphone.state.publication.status,
  };
}

async function restarts({ sink, clock }: Published): Promise<void> {
  sink().connectionInterrupted({ error });
  sink().connectionRestored({ mode: 'restarted', roster: [] });
  await clock.advance(1);
}

describe('a publication that core itself asked for', () => {
  it.each(['network', 'timeout', 'publish-failed'] as const)(
    'is tried again, less and less often, where it fails as %s after a restart',
    async (code) => {
      const call = await published();
      call.fails(3, code);
      await restarts(call);
      expect([call.tries(), call.status()]).toEqual([1, 'failed']);
      for (const [index, waitMs] of [250, 500].entries()) {
        await call.clock.advance(waitMs - 2);
        expect(call.tries()).toBe(index + 1);
        await call.clock.advance(2);
        expect([call.tries(), call.status()]).toEqual([index + 2, 'failed']);
      }
      await call.clock.advance(1_000);
      expect([call.tries(), call.status()]).toEqual([4, 'published']);
      await call.clock.advance(60_000);
      expect(call.tries()).toBe(4);
    },
  );

  it('is tried again where a join left it to core', async () => {
    const call = await published();
    await call.session.leave();
    await call.session.microphone.enable();
    call.fails(2, 'timeout');
    call.answers.join = { roster: [], localDeferred: true };
    await call.join();
    await call.clock.advance(1);
    expect([call.tries(), call.status()]).toEqual([1, 'failed']);
    await call.clock.advance(750);
    expect([call.tries(), call.status()]).toEqual([3, 'published']);
  });

  it('is tried again after a loss', async () => {
    const call = await published();
    call.fails(1, 'network');
    call.sink().publicationLost({ source: 'microphone', error });
    await call.clock.advance(250);
    expect([call.tries(), call.status()]).toEqual([1, 'failed']);
    await call.clock.advance(500);
    expect([call.tries(), call.status()]).toEqual([2, 'published']);
  });

  it('is tried again when a page that was frozen runs again', async () => {
    const call = await published();
    call.fails(1, 'network');
    call.page.fire('freeze');
    call.page.fire('resume');
    await call.clock.advance(1);
    expect(call.tries()).toBe(1);
    await call.clock.advance(250);
    expect([call.tries(), call.status()]).toEqual([2, 'published']);
  });

  it('is not tried again where that cannot help', async () => {
    const call = await published();
    call.fails(9, 'forbidden');
    await restarts(call);
    await call.clock.advance(60_000);
    expect([call.tries(), call.status()]).toEqual([1, 'failed']);
  });

  it('is not tried again once the call is over', async () => {
    const call = await published();
    call.fails(9, 'network');
    await restarts(call);
    await call.session.leave();
    await call.clock.advance(60_000);
    expect(call.tries()).toBe(1);
  });

  it('is not tried again where the app asked for it, which is told', async () => {
    const call = await published();
    await call.session.microphone.disable();
    call.fails(1, 'network');
    await expect(call.session.microphone.enable()).rejects.toMatchObject({ code: 'network' });
    await call.clock.advance(60_000);
    expect([call.tries(), call.status()]).toEqual([1, 'failed']);
  });

  it('is muted without a word to a vendor that has nothing to mute, and published at once by unmuting', async () => {
    const call = await published();
    call.muting.run = () =>
      call.status() === 'published' ? Promise.resolve() : Promise.reject(new Error('Nothing is published.'));
    call.fails(9, 'network');
    await restarts(call);
    await call.session.microphone.mute();
    expect([call.tries(), call.status()]).toEqual([1, 'failed']);
    call.fails(0, 'network');
    await call.session.microphone.unmute();
    expect([call.tries(), call.status()]).toEqual([1, 'published']);
    expect(call.session.microphone.state.muted).toBe(false);
  });

  it('stays muted where unmuting cannot publish it, and says why', async () => {
    const call = await published();
    call.fails(9, 'network');
    await restarts(call);
    await call.session.microphone.mute();
    await expect(call.session.microphone.unmute()).rejects.toMatchObject({ code: 'network' });
    expect(call.session.microphone.state.muted).toBe(true);
  });
});
