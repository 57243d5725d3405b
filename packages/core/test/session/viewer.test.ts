import { describe, expect, it, vi } from 'vitest';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import { containments } from '../../src/session/containments.ts';
import { createViewer } from '../../src/session/create-viewer.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { createStubVendor } from './stub-vendor.ts';

const room = { room: 'studio', userId: 'me' };

/** A viewer in a fake browser over a vendor that confirms everything, and somebody who comes with camera and microphone. */
function createRig(able: Partial<RtcCapabilities> = {}) {
  const world = createFakeEnvironment();
  const vendor = createStubVendor(able);
  const preload = vi.fn(vendor.adapter.preload);
  const viewer = createViewer({ ...vendor.adapter, preload }, { environment: world.environment });
  async function comes(userId: string) {
    const sink = vendor.sink();
    const sources = (['microphone', 'camera'] as const).map((source) => ({ source, muted: false }));
    sink.participantJoined({ remoteId: userId, userId, sources });
    await world.clock.advance(1);
    const found = [...viewer.participants.values()].find((each) => each.userId === userId);
    const handle = found && viewer.participant(found.id);
    if (!handle) throw new Error(`${userId} did not come.`);
    return handle;
  }
  return { ...world, ...vendor, preload, viewer, comes };
}

describe('a viewer', () => {
  it('joins with nothing to send, and without asking for a device', async () => {
    const { viewer, joins, devices } = createRig();
    await viewer.join(room);
    expect(viewer.state.status).toBe('joined');
    expect(joins).toMatchObject([{ room: 'studio', userId: 'me', local: [] }]);
    expect(devices.open).toEqual([]);
    expect(viewer).not.toHaveProperty('microphone');
    expect(viewer).not.toHaveProperty('camera');
    expect(viewer.snapshot.local.camera).toMatchObject({ enabled: false, capture: { status: 'off' } });
  });

  it('sees and hears who is there', async () => {
    const { viewer, comes, sink, tracks, elements, clock, asked } = createRig();
    await viewer.join(room);
    const zoe = await comes('zoe');
    const sound = tracks.create({ kind: 'audio', origin: 'remote', label: 'zoe' });
    sink().remoteTrack({ remoteId: 'zoe', source: 'microphone', track: sound });
    await clock.advance(1);
    expect(zoe.microphone.info).toMatchObject({ subscription: { status: 'subscribed' }, render: 'playing' });
    expect(asked).toEqual(['zoe']);

    const view = elements.createView();
    const detach = zoe.camera.attach(view);
    await clock.advance(1);
    const picture = tracks.create({ kind: 'video', origin: 'remote', label: 'zoe' });
    sink().remoteTrack({ remoteId: 'zoe', source: 'camera', track: picture });
    await clock.advance(1);
    expect(zoe.camera.mediaStream.getTracks()).toEqual([picture]);
    expect(view.srcObject).toBe(zoe.camera.mediaStream);
    detach();
    expect(view.srcObject).toBeNull();
    expect(containments(viewer)).toEqual({});
  });

  it('says that it cannot publish, and what it can do', () => {
    const { viewer } = createRig({ messages: { maxBytes: 100, directed: true, reliable: true } });
    const actions = [
      'publish-microphone',
      'publish-camera',
      'publish-screen',
      'publish-screen-audio',
    ] as const;
    expect(actions.map((action) => viewer.can(action))).toEqual([false, false, false, false]);
    expect(viewer.can('send-message')).toBe(true);
  });

  it('takes what a server mutes or unpublishes for what it is: nothing of its own', async () => {
    const { viewer, sink, clock } = createRig();
    await viewer.join(room);
    sink().localMutedByServer({ source: 'microphone' });
    sink().localUnpublishedByServer({ source: 'camera' });
    sink().connectionInterrupted({});
    sink().connectionRestored({ mode: 'restarted', roster: [] });
    await clock.advance(1);
    expect(viewer.state.status).toBe('joined');
    expect(viewer.snapshot.local.microphone).toMatchObject({ enabled: false, muted: false });
  });

  it('loads the vendor once for preload and join, and chooses a loudspeaker before a call', async () => {
    const { viewer, preload, devices } = createRig();
    await Promise.all([viewer.preload(), viewer.join(room)]);
    expect(preload).toHaveBeenCalledTimes(1);
    devices.plug({ kind: 'audiooutput', deviceId: 'hall', label: 'Hall' });
    await viewer.playback.setSpeaker('hall');
    expect(viewer.playback.speakerId).toBe('hall');
  });

  it('is back in its call when the page comes back, and not after it left by itself', async () => {
    const { viewer, page, clock, joins } = createRig();
    await viewer.join(room);
    page.fire('hide');
    expect(viewer.state).toMatchObject({ status: 'ended', reason: 'page-closed' });
    page.fire('show-restored');
    await clock.advance(1);
    expect(viewer.state.status).toBe('joined');
    await viewer.leave();
    page.fire('hide');
    page.fire('show-restored');
    await clock.advance(1);
    expect(joins).toHaveLength(2);
  });

  it('leaves nothing behind and refuses everything once it is disposed', async () => {
    const { viewer, comes, leaks, clock } = createRig();
    await viewer.join(room);
    await comes('zoe');
    await viewer.dispose();
    await clock.settle();
    expect(viewer.state).toMatchObject({ status: 'ended', reason: 'disposed' });
    await expect(viewer.join(room)).rejects.toMatchObject({ code: 'invalid-state' });
    await expect(viewer.preload()).rejects.toMatchObject({ code: 'invalid-state' });
    expect(leaks()).toEqual(noLeaks);
  });
});
