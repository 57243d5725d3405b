import { describe, expect, it } from 'vitest';
import { FakeMediaStream, noLeaks } from '../../src/testing.ts';
import { camera, createRig, microphone, otherCamera, type RenderingRig } from './rig.ts';

describe('attaching', () => {
  it('shows the one stream of the source in a muted, inline element that plays by itself', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    const track = rig.publish(camera);
    rig.media.attach(camera, view);
    expect(view).toMatchObject({ muted: true, playsInline: true, autoplay: true, plays: 1 });
    expect(view.srcObject).toBe(rig.media.streamOf(camera));
    expect(rig.media.streamOf(camera).getTracks()).toEqual([track]);
  });

  it('sets srcObject once, however often the track changes, and adds the new one before the old one goes', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    const [first, second] = [rig.track('video'), rig.track('video')];
    rig.media.attach(camera, view);
    rig.media.setExpected(camera, true);
    rig.media.setTrack(camera, first);
    rig.media.setTrack(camera, second);
    rig.media.setTrack(camera, second);
    const stream = rig.media.streamOf(camera);
    expect(view.sources.filter(Boolean)).toEqual([stream]);
    expect(stream).toBeInstanceOf(FakeMediaStream);
    expect(stream).toHaveProperty('history', [`add ${first.id}`, `add ${second.id}`, `remove ${first.id}`]);
    expect(view.srcObject).toBe(stream);
  });

  it('leaves the element blank on detach, once', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.publish(camera);
    const detach = rig.media.attach(camera, view);
    detach();
    expect(view.srcObject).toBeNull();
    const mine = rig.environment.createMediaStream();
    view.srcObject = mine;
    detach();
    expect(view.srcObject).toBe(mine);
    expect(rig.renders.at(-1)).toBe('camera none');
  });

  it('leaves alone what the app shows in an element by then', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.publish(camera);
    const detach = rig.media.attach(camera, view);
    const mine = rig.environment.createMediaStream();
    view.srcObject = mine;
    detach();
    expect(view.srcObject).toBe(mine);
  });

  it('is blank while there is no track, and shows again when one comes', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.media.attach(camera, view);
    expect(view.srcObject).toBeNull();
    rig.publish(camera);
    const stream = view.srcObject;
    rig.media.setTrack(camera, undefined);
    expect([view.srcObject, rig.media.streamOf(camera).getTracks()]).toEqual([null, []]);
    rig.publish(camera);
    expect(view.srcObject).toBe(stream);
    rig.media.clear(camera);
    expect(view.srcObject).toBeNull();
    rig.publish(camera);
    expect(view.srcObject).toBe(stream);
  });

  it('moves an element that is attached to another source, without a blank between', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.publish(camera);
    rig.publish(otherCamera);
    const detachOld = rig.media.attach(camera, view);
    rig.media.attach(otherCamera, view);
    expect(rig.page.observerCount).toBe(1);
    detachOld();
    expect(view.sources).toEqual([rig.media.streamOf(camera), rig.media.streamOf(otherCamera)]);
    rig.media.setTrack(camera, undefined);
    rig.publish(camera);
    expect(view.srcObject).toBe(rig.media.streamOf(otherCamera));
    expect(rig.page.observerCount).toBe(1);
  });

  it('blanks an element that is moved to a source without a track', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.publish(camera);
    rig.media.attach(camera, view);
    rig.media.attach(otherCamera, view);
    expect(view.srcObject).toBeNull();
  });

  it('takes the same element twice for the same source', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.publish(camera);
    const first = rig.media.attach(camera, view);
    const second = rig.media.attach(camera, view);
    first();
    expect(view.sources).toEqual([rig.media.streamOf(camera)]);
    expect(rig.page.observerCount).toBe(1);
    second();
    expect(view.srcObject).toBeNull();
  });

  it('moves an element between two sessions', () => {
    const [one, two] = [createRig(), createRig()];
    const view = one.elements.createView();
    one.publish(camera);
    two.publish(camera);
    const detachOne = one.media.attach(camera, view);
    two.media.attach(camera, view);
    one.media.remove('p1');
    detachOne();
    expect(view.srcObject).toBe(two.media.streamOf(camera));
    expect(one.leaks()).toEqual({ ...noLeaks, videoViews: 1, frameCallbacks: 1 });
  });

  it('shows in several elements, each detached alone', () => {
    const rig = createRig();
    const [left, right] = [rig.elements.createView(), rig.elements.createView()];
    rig.publish(camera);
    const detach = rig.media.attach(camera, left);
    rig.media.attach(camera, right);
    detach();
    expect([left.srcObject, right.srcObject]).toEqual([null, rig.media.streamOf(camera)]);
  });

  it('says in which element a source can be seen', () => {
    const rig = createRig();
    const [hidden, shown] = [rig.elements.createView(), rig.elements.createView()];
    rig.page.setVisibility(hidden, { visible: false });
    expect([rig.media.viewOf(camera), rig.media.viewOf(microphone)]).toEqual([undefined, undefined]);
    rig.media.attach(camera, hidden);
    expect(rig.media.viewOf(camera)).toBeUndefined();
    rig.media.attach(camera, shown);
    expect(rig.media.viewOf(camera)).toBe(shown);
  });

  it('leaves alone what is to be shown as it is', async () => {
    const rig = createRig();
    const view = rig.elements.createView();
    const [picture, sound] = [rig.publish(camera), rig.publish(microphone)];
    rig.media.attach(camera, view);
    await rig.clock.settle();
    rig.renders.length = 0;
    rig.media.show(camera, { track: picture, expected: true });
    rig.media.show(microphone, { track: sound, expected: true });
    expect([view.plays, rig.elements.audio[0]?.plays, rig.renders]).toEqual([1, 1, []]);
    rig.media.show(camera, undefined);
    expect([view.srcObject, rig.renders]).toEqual([null, ['camera none']]);
  });

  it('refuses an element for a sound', () => {
    const rig = createRig();
    expect(() => rig.attach(microphone)).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  });

  it('survives being detached by whoever is told of it', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.publish(camera);
    rig.interests.push = (interest) => {
      if (interest.attached > 0) rig.media.remove('p1');
      return 0;
    };
    rig.media.attach(camera, view);
    expect(view.srcObject).toBeNull();
    expect(rig.leaks()).toEqual(noLeaks);
  });
});

describe('a picture that is not expected', () => {
  it('shows as nothing, whatever its element has', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.media.setTrack(camera, rig.track('video'));
    rig.media.attach(camera, view);
    view.showFrame();
    expect([rig.renders, rig.clock.pending]).toEqual([[], 0]);
  });
});

describe('removing', () => {
  it('by whoever is told of a picture leaves nothing behind', () => {
    const rig: RenderingRig = createRig({
      renderChanged(_key, render) {
        if (render === 'playing') rig.media.remove('p1');
      },
    });
    const view = rig.elements.createView();
    rig.publish(camera);
    rig.media.attach(camera, view);
    view.showFrame();
    expect([view.srcObject, rig.leaks()]).toEqual([null, noLeaks]);
  });

  it('leaves every element of the participant blank, and those of others alone', () => {
    const rig = createRig();
    const [mine, other] = [rig.elements.createView(), rig.elements.createView()];
    rig.publish(camera);
    rig.publish(otherCamera);
    const detach = rig.media.attach(camera, mine);
    rig.media.attach(otherCamera, other);
    const stream = rig.media.streamOf(camera);
    rig.media.remove('p1');
    expect([mine.srcObject, stream.getTracks()]).toEqual([null, []]);
    expect(other.srcObject).toBe(rig.media.streamOf(otherCamera));
    other.srcObject = null;
    detach();
    expect(rig.media.streamOf(camera)).not.toBe(stream);
  });

  it('reports nothing about somebody who is gone', async () => {
    const rig = createRig();
    rig.publish(camera);
    rig.attach(camera);
    const told = rig.interests.length + rig.renders.length;
    rig.media.remove('p1');
    await rig.clock.advance(60_000);
    expect(rig.interests.length + rig.renders.length).toBe(told);
  });
});

describe('leaks', () => {
  it('leaves nothing after 100 rounds of everything', async () => {
    const rig = createRig();
    await rig.media.playback.setSpeaker('speaker-1');
    const view = rig.elements.createView();
    for (let round = 0; round < 100; round += 1) {
      const detach = rig.media.attach(camera, view);
      rig.publish(camera);
      rig.publish(microphone);
      view.showFrame();
      rig.page.setVisibility(view, { visible: false });
      if (round % 2) detach();
      rig.media.remove('p1');
    }
    await rig.clock.settle();
    expect(rig.leaks()).toEqual({ ...noLeaks, deviceListeners: 1 });
    rig.media.dispose();
    expect(rig.leaks()).toEqual(noLeaks);
  });

  it('leaves nothing after dispose in the middle of everything', async () => {
    const rig = createRig({ playbackBlocked: true });
    await rig.media.playback.setSpeaker('speaker-1');
    for (const key of [camera, otherCamera, microphone]) rig.publish(key);
    const [view] = [rig.elements.createView(), rig.attach(camera), rig.attach(otherCamera)];
    rig.media.attach(camera, view);
    view.showFrame();
    await rig.clock.advance(1_500);
    rig.page.setVisibility(view, { visible: false });
    expect(rig.leaks()).not.toEqual(noLeaks);
    rig.media.dispose();
    expect(rig.leaks()).toEqual(noLeaks);
    await rig.clock.advance(60_000);
    expect(rig.leaks()).toEqual(noLeaks);
    expect(rig.reportedErrors).toEqual([]);
  });
});
