import type { Page } from 'playwright';
import type { Source } from '../pages/callers/caller.ts';
import type { Side, VendorName } from '../pages/callers/create-caller.ts';
import type { Scene } from '../pages/page.ts';

/** A call of two. */
export interface Together {
  readonly vendor: VendorName;
  readonly side: Side;
  readonly scene: Scene;
  readonly sources: readonly Source[];
}

let rooms = 0;

/** Lets Ann show something to Bob, and waits until he sees it. */
export async function sitTogether(
  [ann, bob]: readonly [Page, Page],
  { vendor, side, scene, sources }: Together,
): Promise<void> {
  const room = `${vendor}-${side}-${String(rooms++)}`;
  for (const page of [ann, bob])
    await page.evaluate(([of, how]) => window.page.sit(of, how), [vendor, { side, scene }] as const);
  await bob.evaluate((where) => window.page.join({ room: where, userId: 'bob' }), room);
  await ann.evaluate((where) => window.page.join({ room: where, userId: 'ann' }), room);
  await ann.evaluate((what) => window.page.publish(what), sources);
  const shown: 'camera' | 'screen' = sources.includes('screen') ? 'screen' : 'camera';
  await bob.waitForFunction((of) => window.page.firstFrameAt('ann', of) !== undefined, shown);
}

/** Ends it. */
export async function leaveTogether(pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.evaluate(() => window.page.leave());
}

/** The sides of a round, in turns, so that whatever else the machine does meets both. */
export function sidesOf(round: number): readonly Side[] {
  return round % 2 === 0 ? ['bare', 'jackfield'] : ['jackfield', 'bare'];
}

/** The vendors that were asked for by `JACKFIELD_VENDORS=p2p,livekit`; all where it is missing. */
export function askedVendors(): readonly VendorName[] {
  const all: readonly VendorName[] = ['p2p', 'aliyun', 'livekit'];
  const asked = process.env['JACKFIELD_VENDORS']?.split(',');
  return asked ? all.filter((each) => asked.includes(each)) : all;
}
