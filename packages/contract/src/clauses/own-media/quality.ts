import { isRtcError, type RtcSession } from '@jackfield/core';
import { mediaKindOf, sourceKinds, type SourceKind } from '@jackfield/core/adapter';
import { check, checkEqual } from '../../run/check.ts';
import type { Clause } from '../clause.ts';
import { coreOf } from '../../rig/core-copy.ts';
import { sessionClauses } from '../define.ts';
import * as needs from '../needs.ts';
import type { Rig } from '../../rig/rig.ts';
import { eventually, joined, linesOf, meetsSource, outcome, resolves } from '../../run/scene.ts';
import type { Side } from '../../rig/side.ts';

/** The bound of a test camera: well below what any vendor sends by itself. */
const fewBits = 160_000;

/** One wish of each kind, as an app without types may have it. */
const wishes: Readonly<Record<'video' | 'audio', Readonly<Record<string, unknown>>>> = {
  video: {
    maxBitrate: 300_000,
    maxFramerate: 10,
    degradationPreference: 'maintain-resolution',
    contentHint: 'detail',
  },
  audio: { maxBitrate: 32_000, music: true, stereo: true },
};

/** Clauses about what is sent, and received, as an app wishes. */
export const qualityClauses: readonly Clause[] = sessionClauses([
  {
    id: 'RTC-QUALITY-01',
    title: 'Bits that are bounded in a call are bounded at the sender, and the publication stays.',
    law: 'quality',
    when: [needs.sets('maxBitrate', 'camera')],
    world: ['encoding'],
    saboteurs: ['quality-without-effect'],
    async run(rig) {
      const ann = await joined(rig, { enable: ['camera'] });
      const ben = await joined(rig);
      await meetsSource(rig, ben, ann.userId, 'camera');
      await sends(rig, ann, 'camera', (bits) => bits === undefined || bits > fewBits);
      const { setQuality } = coreOf(ann);
      const camera = `${ann.userId} camera`;
      const bounded = setQuality(ann.session, 'camera', { maxBitrate: fewBits });
      await resolves(rig, bounded, 'Bounding the bits');
      await sends(rig, ann, 'camera', (bits) => bits !== undefined && bits <= fewBits);
      const freed = setQuality(ann.session, 'camera', { maxBitrate: undefined });
      await resolves(rig, freed, 'Taking the bound back');
      await sends(rig, ann, 'camera', (bits) => bits === undefined || bits > fewBits);
      checkEqual(
        linesOf(ben, camera, 'source-published').length,
        1,
        'How often others were told of a publication',
      );
      checkEqual(
        linesOf(ben, camera, 'source-unpublished').length,
        0,
        'How often others were told of its end',
      );
    },
  },
  {
    id: 'RTC-QUALITY-02',
    title: 'Bits that were bounded before a call are bounded in it, over rejoins too.',
    law: 'quality',
    when: [needs.sets('maxBitrate', 'camera')],
    world: ['encoding'],
    saboteurs: ['quality-lost-at-publishing'],
    async run(rig) {
      const ann = await rig.side();
      await resolves(
        rig,
        coreOf(ann).setQuality(ann.session, 'camera', { maxBitrate: fewBits }),
        'Bounding the bits',
      );
      await resolves(rig, ann.session.camera.enable(), 'Enabling the camera');
      for (let time = 0; time < 2; time += 1) {
        await resolves(rig, ann.session.join({ room: rig.room, userId: ann.userId }), 'Joining');
        await sends(rig, ann, 'camera', (bits) => bits !== undefined && bits <= fewBits);
        await resolves(rig, ann.session.leave({ keepCapture: true }), 'Leaving');
      }
    },
  },
  {
    id: 'RTC-QUALITY-03',
    title: 'Every wish for quality that is claimed is taken, and one that is denied is refused by name.',
    law: 'quality',
    async run(rig) {
      const ann = await joined(rig, { enable: ['microphone', 'camera'] });
      for (const source of sourceKinds) {
        const able = rig.adapter.capabilities.quality?.sources[source] ?? [];
        for (const [member, value] of Object.entries(wishes[mediaKindOf(source)])) {
          const what = `Setting ${member} of the ${source}`;
          const result = await outcome(rig, set(ann, source, { [member]: value }), { what });
          if (able.some((each) => each === member)) {
            checkEqual(result.status, 'fulfilled', what);
            continue;
          }
          const error = result.status === 'rejected' ? result.reason : undefined;
          check(isRtcError(error), `${what} should be refused.`);
          checkEqual(error.code, 'unsupported', `${what}: the code`);
          check(error.message.includes(member), `The refusal should name ${member}.`, error.message);
        }
      }
      checkEqual(ann.log.of('warning').length, 0, 'Warnings');
    },
  },
]);

/** Sets what a table says, for whichever source. */
function set(side: Side, source: SourceKind, quality: object): Promise<void> {
  const untyped: (session: RtcSession, source: SourceKind, quality: object) => Promise<void> =
    coreOf(side).setQuality;
  return untyped(side.session, source, quality);
}

/** Waits until the bits of an own source are bounded so. */
function sends(
  rig: Rig,
  side: Side,
  source: SourceKind,
  holds: (maxBitrate: number | undefined) => boolean,
): Promise<void> {
  let seen: unknown;
  return eventually(rig, `the ${source} is bounded as wished`, async () => {
    const encoding = await rig.world.encoding(side, source);
    seen = encoding?.maxBitrate;
    return encoding !== undefined && holds(encoding.maxBitrate);
  }).catch((error: unknown) => {
    check(false, `The bits of the ${source} are ${String(seen)}.`, String(error));
  });
}
