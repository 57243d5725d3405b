import type { FarSide, World } from '@jackfield/contract';
import type { SourceKind } from '@jackfield/core';
import { FakeMediaStreamTrack } from '@jackfield/core/testing';
import type { FakeCloud, FakeParticipant } from '../src/index.ts';

/** Runs something of the cloud's, which is synchronous, as the world's actions are not. */
function done(run: () => void): Promise<void> {
  return new Promise((resolve) => {
    run();
    resolve();
  });
}

/** The frames that a camera has in a second, where nobody bounds them. */
const usualFrames = 30;

/** What is the cloud's of the world around fake sessions: everything can be brought about. */
export function createFakeWorld(
  cloud: FakeCloud,
  {
    name,
    encrypted,
    now,
  }: { readonly name: string; readonly encrypted: boolean; readonly now: () => number },
): Partial<World> {
  const room = cloud.room(name);
  const sends = (userId: string, source: SourceKind): boolean => {
    const track = room.sentTrack(userId, source);
    return track instanceof FakeMediaStreamTrack
      ? track.emits
      : track?.readyState === 'live' && track.enabled;
  };
  return {
    farJoin: (who) => {
      const participant = room.addParticipant(who);
      // Of what is encrypted there is nothing to hear without the key.
      const deaf = encrypted && who.withoutKey === true;
      return Promise.resolve(farSide(participant, (...what) => !deaf && sends(...what)));
    },
    kick: ({ userId }) => done(() => room.kick(userId)),
    closeRoom: () => done(() => room.close()),
    shutdown: () => done(() => cloud.shutdown()),
    serverMute: ({ userId }, source) => done(() => room.muteByServer(userId, source)),
    serverUnpublish: ({ userId }, source) => done(() => room.unpublishByServer(userId, source)),
    revoke: ({ userId }, permissions) => done(() => room.setPermissions(userId, permissions)),
    record: (recording) => done(() => room.setRecording(recording)),
    refuse: (operation, code) => done(() => void cloud.plan(operation, { kind: 'refuse', code })),
    expireCredential: ({ userId }, expiresInMs) => done(() => room.expireCredential(userId, expiresInMs)),
    endCredential: ({ userId }) =>
      done(() => room.end(userId, 'credential-expired', { vendorHasLeft: true })),
    losePublication: ({ userId }, source) => done(() => room.losePublication(userId, source)),
    blockVendorPlayback: ({ userId }) => done(() => room.blockPlayback(userId)),
    hold(operation) {
      const release = cloud.plan(operation, { kind: 'hold' }, { times: Infinity });
      return Promise.resolve(() => done(release));
    },
    cut: ({ userId }, how) => done(() => cloud.network.cut(name, userId, how)),
    restore: ({ userId }, mode) => done(() => cloud.network.restore(name, userId, { mode })),
    lose: ({ userId }) => done(() => cloud.network.lose(name, userId)),
    wire: ({ userId }, source) => {
      const publication = room.published(userId).find((each) => each.source === source);
      return Promise.resolve({
        published: publication !== undefined,
        muted: publication?.muted ?? false,
        sending: sends(userId, source),
      });
    },
    encoding({ userId }, source) {
      const quality = room.qualityOf(userId, source);
      const { maxBitrate, maxFramerate, degradationPreference, contentHint, music } = quality ?? {};
      const codec = room.codecsOf(userId)[0] ?? 'vp8';
      const atMs = now();
      const frames = { sent: (atMs * (maxFramerate ?? usualFrames)) / 1_000, atMs };
      const hint = music ? 'music' : contentHint;
      return Promise.resolve(
        quality && {
          maxBitrate,
          maxFramerate,
          frames,
          degradationPreference,
          contentHint: hint,
          codecs: [codec],
        },
      );
    },
    arrives: ({ readyState, muted }) => Promise.resolve(readyState === 'live' && !muted),
    carries: (track, { userId, source }) => Promise.resolve(room.isReceivedAs(track, { userId, source })),
    arrivingSize: (track) => Promise.resolve(room.sizeOf(track)),
    presences: (userId) => Promise.resolve(room.userIds.filter((each) => each === userId).length),
    vendorOutput: ({ userId }) => Promise.resolve(room.output(userId)),
  };
}

function farSide(
  participant: FakeParticipant,
  sends: (userId: string, source: SourceKind) => boolean,
): FarSide {
  return {
    userId: participant.userId,
    publish: (source, how) => done(() => participant.publish(source, how)),
    unpublish: (source) => done(() => participant.unpublish(source)),
    setMuted: (source, muted) => done(() => participant.setMuted(source, muted)),
    replaceTrack: (source) => done(() => participant.replaceTrack(source)),
    rename: (displayName) => done(() => participant.setDisplayName(displayName)),
    sendMessage: ({ topic, text }) => done(() => participant.sendMessage(topic, text)),
    leave: (how) => done(() => participant.leave(how)),
    crash: () => done(() => participant.leave({ withoutUnpublish: true })),
    interrupt: () => done(() => participant.interrupt()),
    restore: () => done(() => participant.restore()),
    receives: ({ userId }, source) => Promise.resolve(sends(userId, source)),
  };
}
