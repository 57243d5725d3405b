import { describe, expect, it } from 'vitest';
import { internalsOf } from '../../src/session/internals.ts';
import { secondLeg } from '../../src/session/second-leg.ts';
import { playerOf } from '../../src/call/players.ts';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import { createSessionRig } from '../session/rig.ts';
import { createStubVendor } from '../session/stub-vendor.ts';

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
