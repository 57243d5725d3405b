import { describe, expect, it } from 'vitest';
import { FakeHome } from '../../src/testing.ts';
import { camera, createRig, microphone, type RenderingRig } from '../rendering/rig.ts';
import { createSessionRig } from '../session/rig.ts';

async function heard(rig: RenderingRig) {
  rig.publish(microphone);
  await rig.clock.settle();
  const [element] = rig.elements.liveAudio;
  if (!element) throw new Error('Nothing is heard.');
  return element;
}
async function seen(rig: RenderingRig, home?: FakeHome) {
  rig.publish(camera);
  const view = rig.elements.createView();
  if (home) view.putInto(home);
  rig.media.attach(camera, view);
  await rig.clock.settle();
  view.showFrame();
  return view;
}

describe('sound that something outside has stopped', () => {
  it('is told, is not fought, and plays on resume', async () => {
    const rig = createRig();
    const element = await heard(rig);
    const { plays } = element;
    element.stopFromOutside();
    await rig.clock.advance(60_000);
    expect([element.paused, element.plays]).toEqual([true, plays]);
    expect([rig.interrupted, rig.media.playback.interrupted, rig.renders.at(-1)]).toEqual([
      [true],
      true,
      'microphone interrupted',
    ]);
    await rig.media.playback.resume();
    await rig.clock.settle();
    expect([element.audible, rig.interrupted, rig.renders.at(-1)]).toEqual([
      true,
      [true, false],
      'microphone playing',
    ]);
  });

  it('plays with the next act of the person, and nobody listens for one before or after', async () => {
    const rig = createRig();
    const element = await heard(rig);
    expect(rig.page.listenerCount).toBe(0);
    element.stopFromOutside();
    await rig.clock.settle();
    rig.page.fire('gesture');
    await rig.clock.settle();
    expect([element.audible, rig.page.listenerCount]).toEqual([true, 0]);
  });

  it('is not started by somebody who comes, nor by a change of its track', async () => {
    const rig = createRig();
    const element = await heard(rig);
    element.stopFromOutside();
    await rig.clock.settle();
    rig.publish({ participantId: 'p2', source: 'microphone' });
    rig.media.setTrack(microphone, rig.track('audio'));
    await rig.clock.settle();
    expect(element.paused).toBe(true);
  });
});

describe('a picture that stands still', () => {
  it('because it was out of the page for a while plays when it is in it again', async () => {
    const rig = createRig();
    const view = await seen(rig);
    view.takeOut();
    await rig.clock.advance(5_000);
    expect(view.paused).toBe(true);
    view.putInto();
    await rig.clock.advance(500);
    expect([view.paused, rig.interrupted]).toEqual([false, []]);
  });

  it.each([
    ['above', { top: -200, bottom: -20 }],
    ['just above', { top: -180, bottom: 0 }],
    ['below', { top: 600, bottom: 780 }],
    ['to the left', { left: -320, right: 0 }],
    ['to the right', { left: 800, right: 1120 }],
    ['without a height', { bottom: 100, height: 0 }],
    ['without a width', { right: 100, width: 0 }],
  ])('because it was scrolled out of sight (%s) plays when it is in sight', async (_where, away) => {
    const rig = createRig();
    const home = Object.assign(new FakeHome(), { defaultView: { innerWidth: 800, innerHeight: 600 } });
    const view = await seen(rig, home);
    const within = { top: 599, left: 799, bottom: 780, right: 1120, width: 320, height: 180, x: 0, y: 0 };
    let place = { ...within, ...away };
    Object.assign(view, { getBoundingClientRect: () => place });
    view.pause();
    await rig.clock.advance(5_000);
    expect([view.paused, rig.interrupted]).toEqual([true, []]);
    place = within;
    await rig.clock.advance(500);
    expect([view.paused, rig.interrupted]).toEqual([false, []]);
  });

  it('in sight was paused from outside: in the middle of the page, and at its first pixel', async () => {
    for (const { top, left } of [
      { top: 100, left: 100 },
      { top: -179, left: -319 },
    ]) {
      const rig = createRig();
      const home = Object.assign(new FakeHome(), { defaultView: { innerWidth: 800, innerHeight: 600 } });
      const view = await seen(rig, home);
      const place = { top, left, bottom: top + 180, right: left + 320, width: 320, height: 180 };
      Object.assign(view, { getBoundingClientRect: () => place });
      view.pause();
      await rig.clock.advance(5_000);
      expect(rig.media.playback.interrupted).toBe(true);
    }
  });

  it('because it was moved into another window plays there', async () => {
    const rig = createRig();
    const view = await seen(rig);
    view.takeOut();
    await rig.clock.settle();
    view.putInto(new FakeHome());
    await rig.clock.advance(500);
    expect([view.paused, rig.interrupted]).toEqual([false, []]);
  });

  it('because its page was hidden plays when that is shown', async () => {
    const rig = createRig();
    const home = new FakeHome();
    const view = await seen(rig, home);
    home.visibilityState = 'hidden';
    view.pause();
    await rig.clock.advance(5_000);
    expect(view.paused).toBe(true);
    home.visibilityState = 'visible';
    await rig.clock.advance(500);
    expect([view.paused, rig.interrupted]).toEqual([false, []]);
  });

  it.each([true, false])('because full screen has ended plays on (paused first: %s)', async (pausedFirst) => {
    const rig = createRig();
    const view = await seen(rig);
    view.leaveFullScreen({ pausedFirst });
    await rig.clock.settle();
    expect([view.paused, rig.media.playback.interrupted]).toEqual([false, false]);
  });

  it('by the button of its floating window stays so, also when the page is shown again', async () => {
    const rig = createRig();
    const home = new FakeHome();
    const view = await seen(rig, home);
    home.visibilityState = 'hidden';
    home.pictureInPictureElement = view;
    view.pause();
    await rig.clock.settle();
    home.visibilityState = 'visible';
    await rig.clock.advance(5_000);
    expect([view.paused, rig.interrupted, rig.renders.at(-1)]).toEqual([true, [true], 'camera interrupted']);
    await rig.media.playback.resume();
    expect([view.paused, rig.interrupted]).toEqual([false, [true, false]]);
  });

  it('again and again is played three times in ten seconds, and then left', async () => {
    const rig = createRig();
    const view = await seen(rig);
    // Also after it has played for long.
    await rig.clock.advance(60_000);
    for (let count = 1; count <= 4; count += 1) {
      view.takeOut();
      await rig.clock.settle();
      view.putInto();
      await rig.clock.advance(500);
      expect([count, view.paused]).toEqual([count, count === 4]);
    }
    expect(rig.interrupted).toEqual([true]);
    await rig.media.playback.resume();
    await rig.clock.advance(10_000);
    view.takeOut();
    await rig.clock.settle();
    view.putInto();
    await rig.clock.advance(500);
    expect(view.paused).toBe(false);
  });

  it('while nothing was asked of it is nobody’s business: not after it is detached', async () => {
    const rig = createRig();
    rig.publish(camera);
    const view = rig.elements.createView();
    const detach = rig.media.attach(camera, view);
    await rig.clock.settle();
    detach();
    view.pause();
    await rig.clock.advance(5_000);
    expect([rig.interrupted, rig.clock.pending, view.listenerCount()]).toEqual([[], 0, 0]);
  });
});

describe('a preview', () => {
  it('is kept playing before a call too, and told when it is not', async () => {
    const { session, elements, clock, page } = createSessionRig();
    const told: unknown[] = [];
    session.on('playback-changed', (event) => told.push(event));
    const view = elements.createView();
    session.camera.attach(view);
    await session.camera.enable();
    expect(view.paused).toBe(false);
    view.takeOut();
    await clock.settle();
    view.putInto();
    await clock.advance(500);
    expect(view.paused).toBe(false);
    view.pause();
    await clock.settle();
    expect([session.snapshot.playbackInterrupted, session.playback.interrupted]).toEqual([true, true]);
    page.fire('gesture');
    await clock.settle();
    expect([view.paused, session.playback.interrupted]).toEqual([false, false]);
    expect(told).toEqual([
      { blocked: false, interrupted: true },
      { blocked: false, interrupted: false },
    ]);
  });
});

describe('one element', () => {
  it('shows one source: the last attach owns it, and late undos touch nothing', async () => {
    const { session, elements, clock, join, comes } = createSessionRig();
    await join();
    const { id } = await comes('zoe');
    const person = session.participant(id);
    if (!person) throw new Error('Nobody is there.');
    await session.camera.enable();
    const view = elements.createView();
    const detachPreview = session.camera.attach(view);
    const preview = view.srcObject;
    expect(preview).not.toBeNull();
    const detachRemote = person.camera.attach(view);
    expect(view.srcObject).toBeNull();
    const detachAgain = session.camera.attach(view);
    expect(view.srcObject).toBe(preview);
    detachPreview();
    detachRemote();
    expect([view.srcObject, view.paused]).toEqual([preview, false]);
    const screen = session.screen.attach(view);
    detachAgain();
    await session.camera.disable();
    await clock.settle();
    expect(view.srcObject).not.toBe(preview);
    screen();
    expect(view.srcObject).toBeNull();
  });

  it('that the app has given another stream meanwhile is not blanked', () => {
    const rig = createRig();
    rig.publish(camera);
    const view = rig.elements.createView();
    const detach = rig.media.attach(camera, view);
    const own = rig.environment.createMediaStream([]);
    view.srcObject = own;
    detach();
    expect(view.srcObject).toBe(own);
  });
});
