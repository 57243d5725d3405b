import { check, checkThere } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { driverClauses } from '../define.ts';
import * as needs from '../needs.ts';
import type { BareDriver } from '../../rig/bare-driver.ts';
import { bareJoined, call, ended, remoteIdOf } from '../../run/driver-scene.ts';
import type { Rig } from '../../rig/rig.ts';
import { eventually, resolves } from '../../run/scene.ts';
import type { WorldAction } from '../../rig/world-action.ts';

/** The sizes of a tile in which somebody is shown: a strip, the whole window, and one between the layers of any vendor. */
const tile = {
  small: { width: 200, height: 112 },
  large: { width: 1280, height: 720 },
  between: { width: 500, height: 281 },
} as const;
/**
 * No wider than this is small, no narrower than that is large, pixels: vendors have layers of their own, and the largest of them comes
 * where the machine can encode it.
 */
const smallAtMost = 480;
const largeAtLeast = 700;
/** The part by which what fits a tile may differ from it. */
const fits = 0.1;

/** A person with a large camera, as a driver receives it. */
interface Shown {
  readonly userId: string;
  /** Wishes for their camera in the size of a tile. */
  show(size: keyof typeof tile): Promise<void>;
  /** Waits until the width of what arrives is so. */
  arrives(what: string, holds: (width: number) => boolean): Promise<void>;
  /** The width of what arrives. */
  width(): Promise<number>;
}

async function shows(rig: Rig, bare: BareDriver, userId: string): Promise<Shown> {
  const remoteId = await remoteIdOf(rig, bare, userId);
  const width = async (): Promise<number> => {
    const tracks = bare.of('remoteTrack').filter((fact) => fact.remoteId === remoteId);
    const { track } = checkThere(tracks.at(-1), `The camera of ${userId}`);
    return (await rig.world.arrivingSize(track))?.width ?? 0;
  };
  let seen = 0;
  return {
    userId,
    width,
    async show(size) {
      const wanted = [{ source: 'camera' as const, size: tile[size] }];
      const asking = bare.driver.doSyncRemote(remoteId, wanted, call());
      await resolves(rig, asking, `Wanting the camera of ${userId}`, rig.timeouts.subscribe);
      const isTheirs = (fact: { readonly remoteId: string }): boolean => fact.remoteId === remoteId;
      await eventually(rig, `the camera of ${userId} comes`, () => bare.of('remoteTrack').some(isTheirs));
    },
    arrives: (what, holds) =>
      eventually(
        rig,
        `the camera of ${userId} arrives ${what}`,
        async () => {
          // What a vendor sends follows a wish in its own time: bandwidth is tried out before it is used.
          await rig.world.pass(200);
          return holds((seen = await width()));
        },
        3 * rig.patience,
      ).catch((error: unknown) => {
        check(false, `The camera of ${userId} arrives ${String(seen)} pixels wide, and not ${what}.`, error);
      }),
  };
}

const small = (width: number): boolean => width > 0 && width <= smallAtMost;
const large = (width: number): boolean => width >= largeAtLeast;

/** Two people with large cameras, the first shown small and the second large. */
async function twoShown(rig: Rig): Promise<readonly [BareDriver, zoe: Shown, yan: Shown]> {
  const bare = await bareJoined(rig);
  for (const userId of ['zoe', 'yan'])
    await rig.world.farJoin({ userId, sources: ['camera'], isLarge: true });
  const zoe = await shows(rig, bare, 'zoe');
  const yan = await shows(rig, bare, 'yan');
  return [bare, zoe, yan];
}

const world: readonly WorldAction[] = ['far-join', 'far-large', 'arriving-size', 'clock'];

/** Clauses about the size in which a picture arrives. */
export const sizeClauses: readonly Clause[] = driverClauses([
  {
    id: 'RTC-SIZE-01',
    title: 'What arrives grows and shrinks with the tile that shows it, and with no other one.',
    law: 'sizes',
    when: [needs.receivedSize('exact', 'layers')],
    world,
    saboteurs: ['sizes-frozen', 'sizes-of-somebody-else'],
    async run(rig) {
      const [bare, zoe, yan] = await twoShown(rig);
      await zoe.show('small');
      await yan.show('large');
      await zoe.arrives('small', small);
      await yan.arrives('large', large);
      await zoe.show('large');
      await zoe.arrives('large', large);
      await yan.show('small');
      await yan.arrives('small', small);
      check(large(await zoe.width()), 'The camera of zoe shrank with the tile of yan.');
      await zoe.show('small');
      await zoe.arrives('small', small);
      await ended(rig, bare);
    },
  },
  {
    id: 'RTC-SIZE-02',
    title: 'Where what arrives is said to fit its tile, it does, whatever the layers of others.',
    law: 'sizes',
    when: [needs.receivedSize('exact')],
    world,
    async run(rig) {
      const [bare, zoe] = await twoShown(rig);
      await zoe.show('between');
      const { width } = tile.between;
      await zoe.arrives('as wide as its tile', (seen) => Math.abs(seen - width) <= fits * width);
      await ended(rig, bare);
    },
  },
  {
    id: 'RTC-SIZE-03',
    title: 'Where one of several layers is said to arrive, a tile between two of them gets a whole one.',
    law: 'sizes',
    when: [needs.receivedSize('layers')],
    world,
    async run(rig) {
      const [bare, zoe, yan] = await twoShown(rig);
      await yan.show('small');
      await yan.arrives('small', small);
      await zoe.show('between');
      const { width } = tile.between;
      await zoe.arrives(
        'in a layer of its own',
        (seen) => seen > 0 && Math.abs(seen - width) > (fits * width) / 2,
      );
      await ended(rig, bare);
    },
  },
  {
    id: 'RTC-SIZE-04',
    title: 'Where the size of a tile is said to change nothing, what arrives is as large in a small one.',
    law: 'sizes',
    when: [needs.receivedSize('none')],
    world,
    async run(rig) {
      const [bare, zoe, yan] = await twoShown(rig);
      await zoe.show('small');
      await yan.show('large');
      await yan.arrives('large', large);
      await zoe.arrives('as large', large);
      await ended(rig, bare);
    },
  },
]);
