import { createSession } from '../../src/index.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { createBenchVendor } from './bench-vendor.ts';
import { personInfo } from './core-room.ts';
import type { Row } from './row.ts';

const tiles = 25;
const frames = 60;
const frameMs = 1_000 / 60;

/** Tiles that grow frame by frame: how often the vendor is asked for each, on a virtual clock. */
export async function tilesRows(): Promise<readonly Row[]> {
  const { environment, clock, elements, page } = createFakeEnvironment();
  const vendor = createBenchVendor();
  vendor.roster = Array.from({ length: tiles }, (_, index) => personInfo(index));
  const session = createSession(vendor.adapter, { environment });
  await session.join({ room: 'studio', userId: 'me' });
  const views = [...session.participants.keys()].map((id) => {
    const view = elements.createView();
    session.participant(id)?.camera.attach(view);
    page.setVisibility(view, { visible: true, width: 160, height: 90 });
    return view;
  });
  await clock.advance(1_000);
  vendor.asked.clear();
  for (let frame = 1; frame <= frames; frame += 1) {
    for (const view of views) page.setVisibility(view, { width: 160 + frame * 8, height: 90 + frame * 4.5 });
    await clock.advance(frameMs);
  }
  await clock.advance(5_000);
  const calls = [...vendor.asked.values()];
  const most = Math.max(0, ...calls);
  await session.dispose();
  const total = calls.reduce((sum, each) => sum + each, 0);
  return [
    {
      what: `${String(tiles)} tiles that change size in ${String(frames)} frames: vendor calls a tile`,
      figure: most,
      shown: `${String(most)} (${String(total)} in all)`,
      bound: 2,
    },
  ];
}
