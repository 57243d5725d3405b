import { describe, expect, it } from 'vitest';
import type { RtcDriver } from '../../src/adapter/rtc-driver.ts';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { createSession } from '../../src/index.ts';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import { moderate, type ModerationAct } from '../../src/moderation.ts';
import { setDisplayName, setRole } from '../../src/profile.ts';
import { createFakeEnvironment } from '../../src/testing.ts';
import { createSessionRig } from './rig.ts';
import { createStubVendor } from './stub-vendor.ts';

const messages = { maxBytes: 10, directed: true, reliable: true } as const;

/** A session over a vendor with more methods, and what they were asked. */
function rig(able: Partial<RtcCapabilities> = {}, methods: Partial<RtcDriver> = {}) {
  const asked: unknown[] = [];
  const done = (request: unknown): Promise<void> => {
    asked.push(request);
    return Promise.resolve();
  };
  const vendor = createStubVendor({ roles: ['host'], moderation: ['kick', 'close-room'], messages, ...able });
  const own: Partial<RtcDriver> = {
    doSetRole: done,
    doSetProfile: done,
    doModerate: done,
    doSendMessage: done,
    ...methods,
  };
  const adapter = {
    ...vendor.adapter,
    createDriver: (...given: Parameters<typeof vendor.adapter.createDriver>) => ({
      ...vendor.adapter.createDriver(...given),
      ...own,
    }),
  };
  const world = createFakeEnvironment();
  const session = createSession(adapter, { environment: world.environment });
  const join = () => session.join({ room: 'studio', userId: 'me' });
  const comes = async (userId: string): Promise<string> => {
    vendor.sink().participantJoined({ remoteId: `${userId}#1`, userId, sources: [] });
    await world.clock.settle();
    return [...session.participants.values()].find((each) => each.userId === userId)?.id ?? '';
  };
  return { ...world, vendor, session, asked, join, comes };
}
const refused = (code: string, message: string | RegExp): unknown =>
  expect.objectContaining({
    code,
    message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
  });

describe('the local profile', () => {
  it('is another once the vendor has taken it', async () => {
    const { session, asked, join } = rig();
    await join();
    await setRole(session, 'host');
    await setDisplayName(session, 'Ada');
    expect([asked, session.snapshot.self]).toEqual([
      ['host', { displayName: 'Ada' }],
      expect.objectContaining({ role: 'host', displayName: 'Ada' }),
    ]);
  });

  it('is refused in words', async () => {
    const { session, join } = rig();
    await expect(setRole(session, 'host')).rejects.toEqual(
      refused('invalid-state', 'Changing the role needs a call: join first.'),
    );
    await join();
    await expect(setRole(session, 'king')).rejects.toEqual(
      refused('unsupported', 'There is no role king with stub.'),
    );
    await setDisplayName(session, 'n'.repeat(64));
    await expect(setDisplayName(session, 'n'.repeat(65))).rejects.toEqual(
      refused('invalid-argument', 'displayName must have at most 64 characters with stub.'),
    );
    const nameless = rig({ displayNames: false });
    await nameless.join();
    await expect(setDisplayName(nameless.session, 'Ada')).rejects.toEqual(
      refused('unsupported', 'Names do not travel with stub.'),
    );
    const without = createSessionRig({ roles: ['host'] });
    await expect(setDisplayName(without.session, 'Ada')).rejects.toEqual(
      refused('invalid-state', 'Changing the name needs a call: join first.'),
    );
    await without.join();
    await expect(setRole(without.session, 'host')).rejects.toEqual(
      refused('unsupported', 'Changing the role is not possible with stub.'),
    );
    await expect(setDisplayName(without.session, 'Ada')).rejects.toEqual(
      refused('unsupported', 'Changing the name is not possible with stub.'),
    );
  });
});

describe('a message', () => {
  it('reaches those whom it is for, by the ids of the driver', async () => {
    const { session, asked, join, comes } = rig();
    await join();
    const ann = await comes('ann');
    await session.sendMessage({ topic: 'chat', text: 'ten bytes!' });
    await session.sendMessage({ topic: 'chat', text: 'hi', to: [ann] });
    expect(asked).toEqual([
      { topic: 'chat', text: 'ten bytes!', to: undefined },
      { topic: 'chat', text: 'hi', to: ['ann#1'] },
    ]);
  });

  it('is refused in words', async () => {
    const { session, asked, join } = rig();
    await join();
    await expect(session.sendMessage({ topic: 'chat', text: 'eleven byte' })).rejects.toEqual(
      refused('invalid-argument', 'A message may have 10 bytes; this one has 11.'),
    );
    await expect(session.sendMessage({ topic: 'chat', text: 'hi', to: ['p9'] })).rejects.toEqual(
      refused('invalid-argument', 'Nobody here has the id p9.'),
    );
    const toAll = rig({ messages: { ...messages, directed: false } });
    await toAll.join();
    await expect(toAll.session.sendMessage({ topic: 'chat', text: 'hi', to: [] })).rejects.toEqual(
      refused('unsupported', 'stub sends messages to everybody only.'),
    );
    const none = rig({ messages: false });
    await none.join();
    await expect(none.session.sendMessage({ topic: 'chat', text: 'hi' })).rejects.toEqual(
      refused('unsupported', 'stub carries no messages.'),
    );
    expect(asked).toEqual([]);
  });
});

describe('the loudspeaker', () => {
  it('is told to an SDK that plays by itself when it joins, where one was chosen', async () => {
    const told: string[] = [];
    const doSetAudioOutput = (deviceId: string): Promise<void> => {
      told.push(deviceId);
      return Promise.resolve();
    };
    const { session, join } = rig({ remoteAudio: 'sdk-played' }, { doSetAudioOutput });
    const speakers: string[] = [];
    session.on('speaker-changed', ({ speakerId }) => speakers.push(speakerId));
    await join();
    expect(told).toEqual([]);
    await session.leave();
    await session.playback.setSpeaker('speaker-2');
    expect([told, speakers, session.snapshot.speakerId]).toEqual([[], ['speaker-2'], 'speaker-2']);
    await join();
    expect(told).toEqual(['speaker-2']);
  });
});

describe('a moderator', () => {
  const fails = () => Promise.reject(new RtcError({ code: 'forbidden', message: 'No.' }));

  it('acts on somebody by the id of the driver', async () => {
    const { session, asked, join, comes } = rig();
    await join();
    const ann = await comes('ann');
    await moderate(session, { action: 'kick', participantId: ann });
    await moderate(session, { action: 'close-room' });
    expect(asked).toEqual([
      expect.objectContaining({ action: 'kick', remoteId: 'ann#1' }),
      expect.objectContaining({ action: 'close-room' }),
    ]);
  });

  it('is refused in words', async () => {
    const { session, join } = rig();
    await expect(moderate(session, { action: 'close-room' })).rejects.toMatchObject({
      code: 'invalid-state',
    });
    await join();
    await expect(moderate(session, { action: 'kick', participantId: 'p9' })).rejects.toEqual(
      refused('invalid-argument', 'Nobody here has the id p9.'),
    );
    const mute: ModerationAct = { action: 'mute', participantId: 'p9', source: 'microphone' };
    await expect(moderate(session, mute)).rejects.toEqual(refused('unsupported', 'stub has no way to mute.'));
    await expect(moderate(session, null as never)).rejects.toEqual(
      refused('invalid-argument', /An act must be an object/),
    );
    const without = createSessionRig({ moderation: ['close-room'] });
    await without.join();
    await expect(moderate(without.session, { action: 'close-room' })).rejects.toEqual(
      refused('unsupported', 'Moderating is not possible with stub.'),
    );
  });

  it('hears that closing the room failed while they are in it, and not once they are out of it', async () => {
    const still = rig({}, { doModerate: fails });
    await still.join();
    await expect(moderate(still.session, { action: 'close-room' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const { vendor, ...out } = rig(
      {},
      {
        doModerate() {
          vendor.sink().ended({ reason: 'room-closed', vendorHasLeft: true });
          return fails();
        },
      },
    );
    await out.join();
    await expect(moderate(out.session, { action: 'close-room' })).resolves.toBeUndefined();
    const ann = rig({}, { doModerate: fails });
    await ann.join();
    const id = await ann.comes('ann');
    await expect(moderate(ann.session, { action: 'kick', participantId: id })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
