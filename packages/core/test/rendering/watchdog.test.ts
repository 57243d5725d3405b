import { describe, expect, it } from 'vitest';
import { camera, createRig, screen, type RenderingRig } from './rig.ts';
import type { FakeVideoView } from '../../src/testing.ts';

/** A camera that somebody looks at. */
function watched(options?: Parameters<typeof createRig>[0]): { rig: RenderingRig; view: FakeVideoView } {
  const rig = createRig(options);
  const view = rig.elements.createView();
  rig.publish(camera);
  rig.media.attach(camera, view);
  return { rig, view };
}

/** Frames come once a second. */
async function frames({ clock }: RenderingRig, view: FakeVideoView, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await clock.advance(1_000);
    view.showFrame();
  }
}

describe('the first frame', () => {
  it('turns waiting into playing', () => {
    const { rig, view } = watched();
    expect(rig.renders).toEqual(['camera waiting']);
    view.showFrame();
    expect(rig.renders).toEqual(['camera waiting', 'camera playing']);
  });

  it('is waited for, then the element is attached anew once, then it is stalled', async () => {
    const { rig, view } = watched();
    const stream = rig.media.streamOf(camera);
    await rig.clock.advance(4_999);
    expect(view.sources).toEqual([stream]);
    await rig.clock.advance(1);
    expect(view.sources).toEqual([stream, null, stream]);
    expect(view.plays).toBe(2);
    expect(rig.renders).toEqual(['camera waiting']);
    await rig.clock.advance(5_000);
    expect(rig.renders).toEqual(['camera waiting', 'camera stalled']);
    expect(rig.clock.pending).toBe(0);
    await rig.clock.advance(60_000);
    expect(view.sources).toHaveLength(3);
    view.showFrame();
    expect(rig.renders.at(-1)).toBe('camera playing');
  });

  it('may come after the second chance', async () => {
    const { rig, view } = watched();
    await rig.clock.advance(6_000);
    view.showFrame();
    await frames(rig, view, 30);
    expect(rig.renders).toEqual(['camera waiting', 'camera playing']);
    expect(view.sources).toHaveLength(3);
  });

  it('of a new track gets a second chance of its own', async () => {
    const { rig, view } = watched();
    view.showFrame();
    rig.media.setTrack(camera, rig.track('video'));
    expect(rig.renders.at(-1)).toBe('camera playing');
    await rig.clock.advance(5_000);
    expect(view.sources).toHaveLength(3);
    await rig.clock.advance(5_000);
    expect(rig.renders.at(-1)).toBe('camera stalled');
  });

  it('of a new track gets it also when the old one never showed any', async () => {
    const { rig, view } = watched();
    await rig.clock.advance(6_000);
    expect(view.sources).toHaveLength(3);
    rig.media.setTrack(camera, rig.track('video'));
    await rig.clock.advance(5_000);
    expect(view.sources).toHaveLength(5);
  });

  it('is not waited for again where the same track is set once more', async () => {
    const { rig, view } = watched();
    view.showFrame();
    rig.media.setTrack(camera, rig.media.streamOf(camera).getVideoTracks()[0]);
    await rig.clock.advance(6_000);
    expect(rig.renders.at(-1)).toBe('camera stalled');
    expect(view.sources).toHaveLength(1);
  });

  it('is known by the clock of the element in old browsers', async () => {
    const rig = createRig();
    const view = rig.elements.createView({ frameCallbacks: false });
    rig.publish(camera);
    rig.media.attach(camera, view);
    await rig.clock.advance(3_000);
    expect(rig.renders).toEqual(['camera waiting']);
    view.showFrame();
    await rig.clock.advance(250);
    expect(rig.renders.at(-1)).toBe('camera playing');
    await rig.clock.advance(7_000);
    expect(rig.renders.at(-1)).toBe('camera stalled');
    view.showFrame();
    await rig.clock.advance(250);
    expect(rig.renders.at(-1)).toBe('camera playing');
    rig.media.dispose();
    expect(rig.clock.pending).toBe(0);
  });
});

describe('a picture that stops', () => {
  it('is stalled, without being attached anew, and plays again with the next frame', async () => {
    const { rig, view } = watched();
    await frames(rig, view, 20);
    expect(rig.renders).toEqual(['camera waiting', 'camera playing']);
    await rig.clock.advance(5_999);
    expect(rig.renders.at(-1)).toBe('camera playing');
    await rig.clock.advance(1);
    expect(rig.renders.at(-1)).toBe('camera stalled');
    expect(view.sources).toHaveLength(1);
    expect(rig.clock.pending).toBe(0);
    view.showFrame();
    expect(rig.renders.at(-1)).toBe('camera playing');
  });

  it('costs one look a second, not one for each frame', async () => {
    const { rig, view } = watched();
    view.showFrame();
    expect(view.frameCallbackCount).toBe(0);
    await rig.clock.advance(1_000);
    expect(view.frameCallbackCount).toBe(1);
  });

  it('may stand still for longer on a screen', async () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.publish(screen);
    rig.media.attach(screen, view);
    view.showFrame();
    await rig.clock.advance(20_000);
    expect(rig.renders.at(-1)).toBe('screen playing');
    await rig.clock.advance(1_000);
    expect(rig.renders.at(-1)).toBe('screen stalled');
  });

  it('is never stalled where that is switched off', async () => {
    const { rig, view } = watched({ stallMs: Infinity });
    view.showFrame();
    expect(rig.clock.pending).toBe(0);
    await rig.clock.advance(600_000);
    expect(rig.renders.at(-1)).toBe('camera playing');
  });

  it('by something outside the page is interrupted, and no stall, until it plays again', async () => {
    const { rig, view } = watched();
    view.showFrame();
    view.pause();
    await rig.clock.advance(60_000);
    expect(rig.renders.slice(1)).toEqual(['camera playing', 'camera interrupted']);
    await rig.media.playback.resume();
    view.showFrame();
    expect(rig.renders.at(-1)).toBe('camera playing');
  });

  it('in one of several elements is said, and the others do not flicker', async () => {
    const { rig, view } = watched();
    view.showFrame();
    const second = rig.elements.createView();
    rig.media.attach(camera, second);
    expect(rig.renders).toEqual(['camera waiting', 'camera playing']);
    await frames(rig, view, 10);
    expect(rig.renders.at(-1)).toBe('camera stalled');
    second.showFrame();
    expect(rig.renders.at(-1)).toBe('camera playing');
  });

  it('in an element that nobody sees is not said', async () => {
    const { rig, view } = watched();
    view.showFrame();
    const second = rig.elements.createView();
    rig.media.attach(camera, second);
    await frames(rig, view, 10);
    expect(rig.renders.at(-1)).toBe('camera stalled');
    rig.page.setVisibility(second, { visible: false });
    expect(rig.renders.at(-1)).toBe('camera playing');
  });
});

describe('nobody looks', () => {
  const waysOut: Record<string, (rig: RenderingRig, view: FakeVideoView) => () => void> = {
    'the element is out of sight': ({ page }, view) => {
      page.setVisibility(view, { visible: false });
      return () => {
        page.setVisibility(view, { visible: true });
      };
    },
    'the page is hidden': ({ page }) => {
      page.fire('hidden');
      return () => {
        page.fire('visible');
      };
    },
    'the page is left and restored': ({ page }) => {
      page.fire('hide');
      return () => {
        page.fire('show-restored');
      };
    },
    'the source is muted': ({ media }) => {
      media.setExpected(camera, false);
      return () => {
        media.setExpected(camera, true);
      };
    },
    'the track is gone': ({ media, track }) => {
      media.setTrack(camera, undefined);
      return () => {
        media.setTrack(camera, track('video'));
      };
    },
  };

  it.each(Object.entries(waysOut))('the watch rests while %s, and begins anew', async (_name, leave) => {
    const { rig, view } = watched();
    view.showFrame();
    const back = leave(rig, view);
    // What is left is the report of interest.
    await rig.clock.advance(2_000);
    expect([rig.clock.pending, view.frameCallbackCount]).toEqual([0, 0]);
    await rig.clock.advance(60_000);
    expect(rig.renders).not.toContain('camera stalled');
    back();
    expect([rig.clock.pending, view.frameCallbackCount]).toEqual([1, 1]);
    await rig.clock.advance(4_999);
    expect(rig.renders).not.toContain('camera stalled');
    await rig.clock.advance(5_001);
    expect(rig.renders.at(-1)).toBe('camera stalled');
  });

  it('a picture out of sight stays what it was', () => {
    const { rig, view } = watched();
    view.showFrame();
    rig.page.fire('hidden');
    rig.page.fire('visible');
    expect(rig.renders).toEqual(['camera waiting', 'camera playing']);
  });

  it('a muted source shows nothing, and waits for its first frame after unmute', () => {
    const { rig, view } = watched();
    view.showFrame();
    rig.media.setExpected(camera, false);
    rig.media.setExpected(camera, true);
    view.showFrame();
    expect(rig.renders).toEqual([
      'camera waiting',
      'camera playing',
      'camera none',
      'camera waiting',
      'camera playing',
    ]);
  });

  it('a page that is hidden from the start starts no timer', () => {
    const { rig } = watched({ pageVisible: false });
    expect(rig.clock.pending).toBe(0);
    expect(rig.renders).toEqual(['camera waiting']);
    rig.page.fire('visible');
    expect(rig.clock.pending).toBe(1);
  });

  it('a source that nobody attached runs nothing', () => {
    const rig = createRig();
    rig.publish(camera);
    expect([rig.clock.pending, rig.page.listenerCount]).toEqual([0, 0]);
    expect([rig.renders, rig.interests]).toEqual([[], []]);
  });
});
