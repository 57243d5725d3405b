import type { FarSide, Side, World } from '@jackfield/contract';
import type { SourceKind } from '@jackfield/core';
import { FakeMediaStreamTrack, noLeaks, type FakeEnvironment } from '@jackfield/core/testing';
import type { FakeCloud, FakeParticipant } from '../src/index.ts';
import type { FakeSide } from './fake-side.ts';

/** What the fake's world is made over. */
export interface FakeWorldInit {
  readonly cloud: FakeCloud;
  readonly room: string;
  readonly sideOf: (side: Side) => FakeSide;
  readonly pass: (ms: number) => Promise<void>;
}

const ids = { microphone: ['mic-1', 'mic-2'], camera: ['cam-1', 'cam-2'] } as const;

/** Runs something of the cloud's, which is synchronous, as the world's actions are not. */
function done(run: () => void): Promise<void> {
  return new Promise((resolve) => {
    run();
    resolve();
  });
}

/** The world around fake sessions: everything can be brought about. */
export function createFakeWorld({ cloud, room: name, sideOf, pass }: FakeWorldInit): World {
  const room = cloud.room(name);
  const pageOf = (side: Side): FakeEnvironment => sideOf(side).page;
  const sends = (userId: string, source: SourceKind): boolean => {
    const track = room.sentTrack(userId, source);
    return track instanceof FakeMediaStreamTrack
      ? track.emits
      : track?.readyState === 'live' && track.enabled;
  };
  return {
    farJoin: (who) => {
      const participant = room.addParticipant(who);
      return Promise.resolve(farSide(participant, sends));
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
    setPlugged: (side, source, plugged) =>
      done(() => {
        const { devices } = pageOf(side);
        const kind = source === 'microphone' ? 'audioinput' : 'videoinput';
        if (plugged) devices.plug({ kind, deviceId: ids[source][0], label: source });
        else devices.unplug(ids[source][0]);
      }),
    setBusy: (side, source, busy) =>
      done(() => {
        for (const id of ids[source]) pageOf(side).devices.setFault(id, busy ? 'busy' : undefined);
      }),
    interruptDevice: (side, source, interrupted) =>
      done(() => {
        const kind = source === 'microphone' ? 'audio' : 'video';
        const { live } = pageOf(side).tracks;
        live.find((track) => track.kind === kind && track.source.origin === 'device')?.setMuted(interrupted);
      }),
    setPermission: (side, source, state) => done(() => pageOf(side).devices.permissions.set(state, source)),
    answerPicker: (side, answer) =>
      done(() => {
        const { picker } = pageOf(side).devices;
        picker.answer = answer === 'cancel' ? 'cancel' : 'choose';
        picker.share = { audio: answer !== 'choose-without-audio' };
      }),
    stopSharingFromBrowser: (side) => done(() => pageOf(side).devices.picker.stopSharingFromBrowser()),
    gesture: (side) => done(() => pageOf(side).elements.gesture()),
    page: (side, event) => done(() => pageOf(side).page.fire(event)),
    showFrame: (side, view) =>
      done(() => {
        const { views } = pageOf(side).elements;
        views.find((each) => each === view && each.srcObject !== null)?.showFrame();
      }),
    pass,
    wire: ({ userId }, source) => {
      const publication = room.published(userId).find((each) => each.source === source);
      return Promise.resolve({
        published: publication !== undefined,
        muted: publication?.muted ?? false,
        sending: sends(userId, source),
      });
    },
    arrives: ({ readyState, muted }) => Promise.resolve(readyState === 'live' && !muted),
    presences: (userId) => Promise.resolve(room.userIds.filter((each) => each === userId).length),
    leftovers: (side) => {
      const leaks = pageOf(side).leaks();
      const lines = (Object.keys(noLeaks) as (keyof typeof leaks)[]).flatMap((key) =>
        JSON.stringify(leaks[key]) === JSON.stringify(noLeaks[key])
          ? []
          : [`${key}: ${JSON.stringify(leaks[key])}`],
      );
      return Promise.resolve(lines);
    },
    devices: (side) => {
      const { devices } = pageOf(side);
      const kinds = ['microphone', 'camera'] as const;
      return Promise.resolve({
        open: kinds.filter((kind) => ids[kind].some((id) => devices.open.includes(id))),
        audioSession: sideOf(side).audioSession?.type,
        requests: devices.calls.length,
        pickers: devices.picker.calls.length,
        other: { microphone: ids.microphone[1], camera: ids.camera[1] },
      });
    },
    audibleCopies: (side, { participantId, source }) => {
      const handle = side.session.participant(participantId);
      const stream =
        source === 'microphone' ? handle?.microphone.mediaStream : handle?.screenAudio.mediaStream;
      const origins = stream?.getTracks().map((track) => originOf(track)) ?? [];
      const heard = pageOf(side).elements.audio.filter(
        ({ audible, srcObject }) =>
          audible &&
          srcObject !== null &&
          'getTracks' in srcObject &&
          srcObject
            .getTracks()
            .some((track) => track.readyState === 'live' && origins.includes(originOf(track))),
      );
      const owner = side.session.participants.get(participantId)?.userId;
      const played = room
        .output(side.userId)
        .audible.filter((sound) => sound.userId === owner && sound.source === source);
      return Promise.resolve(heard.length + played.length);
    },
    vendorOutput: ({ userId }) => Promise.resolve(room.output(userId)),
  };
}

/** What a track and its clones have in common. */
function originOf(track: MediaStreamTrack): unknown {
  return track instanceof FakeMediaStreamTrack ? track.source : track;
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
