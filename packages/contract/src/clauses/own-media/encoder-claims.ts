import { sourceKinds, type QualityMember, type SourceKind } from '@jackfield/core/adapter';
import { checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { sessionClauses } from '../define.ts';
import { call } from '../../run/driver-scene.ts';
import { replace, type AdapterMiddleware } from '../../rig/middleware.ts';
import type { Rig } from '../../rig/rig.ts';
import {
  eventually,
  handleOf,
  joined,
  left,
  meetsSource,
  outcome,
  resolves,
  wireBecomes,
} from '../../run/scene.ts';
import { createTap, type Tap } from '../../run/tap.ts';
import type { Side } from '../../rig/side.ts';
import type { WireEncoding } from '../../rig/world.ts';

/** Wishes that can be read at a sender, each with a value that nobody has by themselves. */
const wishes = {
  video: {
    maxBitrate: 161_000,
    maxFramerate: 9,
    degradationPreference: 'maintain-resolution',
    contentHint: 'text',
  },
  audio: { maxBitrate: 21_000, music: true },
} as const;

/** Tells whether a sender does as was wished. */
function follows(encoding: WireEncoding | undefined, member: QualityMember): boolean {
  if (!encoding) return false;
  if (member === 'music') return encoding.contentHint === 'music';
  const value: unknown = Reflect.get({ ...wishes.audio, ...wishes.video }, member);
  const sent: unknown = Reflect.get(encoding, member);
  if (member === 'maxBitrate') return sent === wishes.video.maxBitrate || sent === wishes.audio.maxBitrate;
  return sent === value;
}

const asksFor = (codecs: readonly string[]): AdapterMiddleware => {
  return (adapter) =>
    replace(adapter, {
      driver: ({ driver }) => ({ doJoin: (request) => driver.doJoin({ ...request, codecs }) }),
    });
};

async function publish(rig: Rig, side: Side, source: SourceKind): Promise<void> {
  // The sound of a screen comes with its picture.
  if (source === 'screen-audio') return;
  const enabling =
    source === 'screen' ? side.session.screen.enable({ audio: true }) : side.session[source].enable();
  await resolves(rig, enabling, `Enabling the ${source}`);
  await wireBecomes(rig, side, source, { published: true });
}

/** Asks the driver itself: core would refuse what is denied before. */
async function wish(
  rig: Rig,
  { driver }: Tap,
  { source, member, value }: { source: SourceKind; member: QualityMember; value: unknown },
): Promise<void> {
  const asking = driver.doSetQuality?.(source, { [member]: value }, call());
  const what = `Wishing ${member} of the ${source}`;
  if (asking) await outcome(rig, asking, { what, withinMs: rig.timeouts.publish });
}

/** A second is counted, at least: frames leave in bursts. */
const countMs = 1_000;
/** A frame more in that second than was wished for is none too many. */
const fewFrames = wishes.video.maxFramerate + 2;

/** So often is counted at most: each takes its second. */
const fewCounts = 8;

/** Counts the frames that leave within a second or more, and tells whether they are as few as was wished for; true where nobody counts them. */
async function isSlow(rig: Rig, read: () => Promise<WireEncoding | undefined>): Promise<boolean> {
  const first = (await read())?.frames;
  if (!first) return true;
  let last = first;
  for (let round = 0; round < rig.patience && last.atMs - first.atMs < countMs; round += 1) {
    await rig.world.pass(countMs / 4);
    last = (await read())?.frames ?? last;
  }
  const perSecond = ((last.sent - first.sent) * 1_000) / (last.atMs - first.atMs);
  return perSecond > 0 && perSecond <= fewFrames;
}

/** Clauses that hold each wish of an encoder to the manifest. */
export const encoderClaimClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-QUALITY-04',
    title:
      'Each wish of an encoder that is claimed shows at the sender of its source, and none that is denied.',
    law: 'quality',
    world: ['encoding', 'wire', 'picker', 'clock'],
    saboteurs: ['quality-without-effect'],
    async run(rig) {
      const tap = createTap();
      const ann = await joined(rig, { middleware: tap.middleware });
      await joined(rig);
      const { sources, quality } = rig.adapter.capabilities;
      for (const source of sourceKinds) {
        if (!sources.includes(source)) continue;
        await publish(rig, ann, source);
        const isPicture = source === 'camera' || source === 'screen';
        for (const [name, value] of Object.entries(isPicture ? wishes.video : wishes.audio)) {
          const member = name as QualityMember;
          const read = (): Promise<WireEncoding | undefined> => rig.world.encoding(ann, source);
          // Nothing sends it yet, or nobody can tell.
          if (follows(await read(), member)) continue;
          await wish(rig, tap, { source, member, value });
          const claimed = quality?.sources[source]?.includes(member) ?? false;
          const shows = async (): Promise<boolean> => follows(await read(), member);
          if (claimed && member === 'maxBitrate')
            await eventually(rig, `${member} of the ${source} is in force`, shows);
          // Some vendors bound the frames before the encoder, where no sender tells of it: they are counted.
          if (claimed && member === 'maxFramerate')
            await eventually(
              rig,
              `${member} of the ${source} is in force`,
              async () => (await shows()) || (await isSlow(rig, read)),
              fewCounts,
            );
          if (claimed) continue;
          await rig.settle();
          checkEqual(
            await shows(),
            false,
            `Whether ${member} of the ${source}, which is denied, is in force`,
          );
        }
      }
    },
  },
  {
    id: 'RTC-QUALITY-05',
    title:
      'The codec that is preferred before a join is sent where that is claimed, and changes nothing where it is denied.',
    law: 'quality',
    world: ['encoding', 'codec', 'wire'],
    async run(rig) {
      const codecsOf = async (side: Side): Promise<readonly string[]> =>
        (await rig.world.encoding(side, 'camera'))?.codecs ?? [];
      const sends = (
        side: Side,
        holds: (codecs: readonly string[]) => boolean,
        what: string,
      ): Promise<void> =>
        eventually(rig, `the camera of ${side.userId} is sent ${what}`, async () =>
          holds(await codecsOf(side)),
        );
      const ann = await joined(rig, { enable: ['camera'] });
      await sends(ann, (codecs) => codecs.length > 0, 'in any codec');
      const [usual = ''] = await codecsOf(ann);
      await left(rig, ann);
      const other = usual === 'vp8' ? 'vp9' : 'vp8';
      // Where two sides agree on a codec both prefer it.
      const ben = await joined(rig, { enable: ['camera'], middleware: asksFor([other]) });
      const cem = await joined(rig, { enable: ['camera'], middleware: asksFor([other]) });
      await meetsSource(rig, cem, ben.userId, 'camera');
      const { codecs: claimed = false } = rig.adapter.capabilities.quality ?? {};
      if (claimed) {
        handleOf(cem, ben.userId).camera.attach(cem.createView());
        await sends(ben, (codecs) => codecs.includes(other), `as ${other}`);
        return;
      }
      await sends(ben, (codecs) => codecs.length > 0, 'in any codec');
      checkEqual(
        (await codecsOf(ben)).includes(other),
        false,
        `Whether it is sent as ${other}, which is denied`,
      );
    },
  },
]);
