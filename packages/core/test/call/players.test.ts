import { describe, expect, it } from 'vitest';
import { internalsOf } from '../../src/session/internals.ts';
import { secondLeg } from '../../src/session/second-leg.ts';
import { playerOf, setVolumes } from '../../src/call/players.ts';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import type { SourceKind } from '../../src/model/source-kind.ts';
import { createSessionRig } from '../session/rig.ts';
import { createStubVendor } from '../session/stub-vendor.ts';
import { createSwitchRig } from '../switching/rig.ts';

const source = 'microphone';

it.each<[RtcCapabilities['remoteAudio'], string]>([
  ['tracks', 'element'],
  ['one-mix', 'mix'],
  ['sdk-played', 'sdk'],
])('sound of a vendor with %s is played by its %s', async (remoteAudio, player) => {
  const rig = createSessionRig({ remoteAudio });
  await rig.join();
  const { id: participantId } = await rig.comes('ann');
  const { store, part } = internalsOf(rig.session);
  if (!part) throw new Error('There is no call.');
  expect(playerOf({ store, legs: part.legs }, { participantId, source })).toBe(player);
  expect(playerOf({ store, legs: part.legs }, { participantId: 'nobody', source })).toBe('element');
});

describe('sound over two legs', () => {
  it('is played as the vendor does it from whom it is rendered', async () => {
    const rig = createSessionRig({ remoteAudio: 'sdk-played', identity: 'attested' });
    await rig.join();
    const { id: participantId } = await rig.comes('ann');
    const other = createStubVendor({ identity: 'attested' });
    const leg = await secondLeg(rig.session).add(other.adapter, { room: 'studio', userId: 'me' }, 15_000);
    const sources = [{ source, muted: false }] as const;
    other.sink().participantJoined({ remoteId: 'ann-over-there', userId: 'ann', sources });
    const { store, part } = internalsOf(rig.session);
    if (!part) throw new Error('There is no call.');
    const player = () => playerOf({ store, legs: part.legs }, { participantId, source });
    expect(player()).toBe('sdk');
    store.dispatch({ type: 'renderMoved', data: { leg, participantId, source } });
    expect(player()).toBe('element');
  });
});

describe('the sound of a leg that has ended and may be taken over', () => {
  it('is played by an element, and is told nothing', async () => {
    const rig = createSessionRig({ remoteAudio: 'sdk-played' });
    await rig.join();
    const { id: participantId } = await rig.comes('ann');
    const legs = secondLeg(rig.session);
    legs.expectTakeover();
    rig.sink().ended({ reason: 'server-shutdown', vendorHasLeft: true });
    await rig.clock.settle();
    const { store, part } = internalsOf(rig.session);
    if (!part) throw new Error('There is no call.');
    expect(playerOf({ store, legs: part.legs }, { participantId, source })).toBe('element');
    expect(() => {
      setVolumes({ store, legs: part.legs, remote: part.remote }, { participantId, source });
      setVolumes({ store, legs: part.legs, remote: part.remote }, { participantId: 'nobody', source });
    }).not.toThrow();
  });
});

describe('the volume of an SDK that plays by itself', () => {
  /** A call over such a vendor, with Zoe in it, and what its SDK was told. */
  async function createRig() {
    const said: (readonly [string, SourceKind, number])[] = [];
    const rig = await createSwitchRig({
      one: {
        able: { remoteAudio: 'sdk-played' },
        driver: {
          doSetVolume(...given) {
            said.push(given);
            return Promise.resolve();
          },
        },
      },
    });
    rig.one.comes('zoe', 'microphone', 'camera');
    await rig.pass(50);
    const leg = await secondLeg(rig.session).add(rig.other.adapter, { room: 'studio', userId: 'me' }, 15_000);
    rig.other.comes('zoe', 'microphone', 'camera');
    await rig.pass(50);
    const { store } = internalsOf(rig.session);
    const participantId = rig.idOf('zoe');
    const move = async (which: SourceKind, to: number): Promise<void> => {
      store.dispatch({ type: 'renderMoved', data: { leg: to, participantId, source: which } });
      await rig.pass(50);
    };
    return { ...rig, said, leg, move };
  }

  it('is what the app says, also of what is not published', async () => {
    const { said, session, idOf, pass } = await createRig();
    const zoe = session.participant(idOf('zoe'));
    zoe?.microphone.setVolume(0.3);
    zoe?.screenAudio.setVolume(0.4);
    await pass(50);
    expect(said).toEqual([
      ['zoe at one', 'microphone', 0.3],
      ['zoe at one', 'screen-audio', 0.4],
    ]);
  });

  it('is none for a sound that is rendered from elsewhere, and says nothing of pictures', async () => {
    const { said, leg, move, looks } = await createRig();
    looks('zoe', 'camera');
    await move('camera', leg);
    expect(said).toEqual([]);
    await move('microphone', leg);
    expect(said.splice(0)).toEqual([['zoe at one', 'microphone', 0]]);
    await move('microphone', 1);
    expect(said).toEqual([['zoe at one', 'microphone', 1]]);
  });
});
