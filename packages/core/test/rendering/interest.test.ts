import { describe, expect, it } from 'vitest';
import { camera, createRig } from './rig.ts';

const size = (width: number, height: number): { width: number; height: number } => ({ width, height });

describe('interest', () => {
  it('is told at once when it rises, with the size in device pixels, once for each change', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.media.attach(camera, view);
    rig.page.setVisibility(view, {});
    rig.page.setVisibility(view, size(1280, 720));
    expect(rig.interests).toEqual([
      { attached: 1, visible: true, size: size(640, 360) },
      { attached: 1, visible: true, size: size(1280, 720) },
    ]);
  });

  it('is told 2 s after it falls to nothing', async () => {
    const rig = createRig();
    const view = rig.elements.createView();
    const detach = rig.media.attach(camera, view);
    rig.interests.length = 0;
    rig.page.setVisibility(view, { visible: false });
    await rig.clock.advance(1_000);
    detach();
    await rig.clock.advance(999);
    expect(rig.interests).toEqual([]);
    await rig.clock.advance(1);
    expect(rig.interests).toEqual([{ attached: 0, visible: false, size: undefined }]);
  });

  it('that comes back within 2 s is not told', async () => {
    const rig = createRig();
    const view = rig.elements.createView();
    const detach = rig.media.attach(camera, view);
    rig.interests.length = 0;
    detach();
    rig.media.attach(camera, view);
    rig.page.fire('hidden');
    await rig.clock.advance(1_999);
    rig.page.fire('visible');
    await rig.clock.advance(60_000);
    expect(rig.interests).toEqual([]);
  });

  it('falls after a time that can be chosen', async () => {
    const rig = createRig({ releaseMs: 100 });
    const view = rig.elements.createView();
    rig.media.attach(camera, view)();
    await rig.clock.advance(100);
    expect(rig.interests.at(-1)?.attached).toBe(0);
  });

  it('is nothing while the page is hidden', async () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.media.attach(camera, view);
    rig.page.fire('hidden');
    await rig.clock.advance(2_000);
    expect(rig.interests.at(-1)).toEqual({ attached: 1, visible: false, size: size(640, 360) });
    rig.page.fire('visible');
    expect(rig.interests.at(-1)?.visible).toBe(true);
  });

  it('of a page hidden from the start begins as attached and not visible', () => {
    const rig = createRig({ pageVisible: false });
    rig.attach(camera);
    expect(rig.interests).toEqual([{ attached: 1, visible: false, size: size(640, 360) }]);
  });

  it('of several views has the size of the largest in sight', () => {
    const rig = createRig();
    const [small, large] = [rig.elements.createView(), rig.elements.createView()];
    rig.page.setVisibility(small, size(320, 180));
    rig.page.setVisibility(large, size(1920, 1080));
    rig.media.attach(camera, small);
    rig.media.attach(camera, large);
    expect(rig.interests.at(-1)).toEqual({ attached: 2, visible: true, size: size(1920, 1080) });
    rig.page.setVisibility(large, { visible: false });
    expect(rig.interests.at(-1)).toEqual({ attached: 2, visible: true, size: size(320, 180) });
    expect(rig.clock.pending).toBe(0);
  });

  it('is told of each change of number, width and height', () => {
    const rig = createRig();
    const [large, small] = [rig.elements.createView(), rig.elements.createView()];
    rig.media.attach(camera, large);
    rig.page.setVisibility(small, size(320, 180));
    rig.interests.length = 0;
    rig.media.attach(camera, small);
    rig.page.setVisibility(large, size(800, 360));
    rig.page.setVisibility(large, size(800, 450));
    expect(rig.interests).toEqual([
      { attached: 2, visible: true, size: size(640, 360) },
      { attached: 2, visible: true, size: size(800, 360) },
      { attached: 2, visible: true, size: size(800, 450) },
    ]);
  });

  it('has no size while nothing is laid out', () => {
    const rig = createRig();
    const view = rig.elements.createView();
    rig.page.setVisibility(view, size(0, 0));
    rig.media.attach(camera, view);
    expect(rig.interests).toEqual([{ attached: 1, visible: true, size: undefined }]);
  });

  it('is told before there is a track: it is what makes core subscribe', () => {
    const rig = createRig();
    rig.attach(camera);
    expect(rig.interests).toHaveLength(1);
    rig.publish(camera);
    expect(rig.interests).toHaveLength(1);
  });
});

describe('a picture in another window', () => {
  it('counts as seen while its own window can be seen, whatever the page is', async () => {
    const rig = createRig();
    rig.publish(camera);
    const view = rig.elements.createView();
    rig.media.attach(camera, view);
    const floating = { visible: true };
    rig.page.move(view, floating);
    rig.page.fire('hidden');
    await rig.clock.advance(10_000);
    expect(rig.interests.at(-1)).toMatchObject({ attached: 1, visible: true });
    floating.visible = false;
    rig.page.move(view, floating);
    await rig.clock.advance(2_000);
    expect(rig.interests.at(-1)).toMatchObject({ visible: false });
    rig.page.move(view, undefined);
    rig.page.fire('visible');
    await rig.clock.settle();
    expect(rig.interests.at(-1)).toMatchObject({ visible: true });
  });
});
