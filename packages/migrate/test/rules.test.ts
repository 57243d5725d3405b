import { describe, expect, it } from 'vitest';
import { migrate, type VendorName } from '../src/index.ts';

/** Migrates a line, in a file that has the engine. */
function change(from: VendorName, code: string): { code: string; advice: readonly string[] } {
  const head = from === 'livekit' ? 'const room = new Room();' : 'const engine = new AliRtcEngine();';
  const { text, notes } = migrate({ from, text: `${head}\n${code}\n` });
  return { code: text.slice(text.indexOf(');\n') + 3).trim(), advice: notes.map(({ advice }) => advice) };
}

describe('livekit-client', () => {
  it.each([
    ['room.disconnect();', 'room.leave();'],
    ['await room.startAudio();', 'await room.playback.resume();'],
    ['room.localParticipant.setCameraEnabled(false);', 'room.camera.mute();'],
    ['room.localParticipant.setMicrophoneEnabled(on);', 'setOn(room.microphone, on);'],
    [
      'room.localParticipant.setScreenShareEnabled(true, { audio: true });',
      'room.screen.enable({ audio: true });',
    ],
    ["room.switchActiveDevice('audiooutput', id);", 'room.playback.setSpeaker(id);'],
    ['show(room.remoteParticipants);', 'show(room.participants);'],
    ['const quiet = !room.canPlaybackAudio;', 'const quiet = !!room.playback.blocked;'],
    ['room.on(RoomEvent.Disconnected, end);', 'onEnded(room, end);'],
    ["room.on('disconnected', end);", 'onEnded(room, end);'],
    [
      'room.on(RoomEvent.ParticipantConnected, (p) => greet(p.identity, p.name));',
      "room.on('participant-joined', ({ participant: p }) => greet(p.userId, p.displayName));",
    ],
    [
      "room.on(RoomEvent.TrackSubscribed, (track, publication, who) => { if (track.kind === 'audio') return; box.append(track.attach()); });",
      "room.on('source-published', ({ participant: who, source }) => { if (!isPicture(source)) return; box.append(show(room, who.id, source)); });",
    ],
  ])('%s', (before, after) => {
    expect(change('livekit', before).code.replaceAll(/\s+/gu, ' ')).toBe(after.replaceAll(/\s+/gu, ' '));
  });

  it('leaves what it does not know, and says so', () => {
    expect(change('livekit', 'room.simulateScenario(1);')).toEqual({
      code: expect.stringContaining('room.simulateScenario(1);') as unknown,
      advice: [expect.stringContaining('no row in the table') as unknown],
    });
  });

  it('renames what it needs where the app has that name already', () => {
    const { text } = migrate({
      from: 'livekit',
      text: 'const room = new Room();\nfunction connect(url) {\n  return room.connect(url, token);\n}\n',
    });
    expect(text).toContain('connect as jackfieldConnect');
    expect(text).toContain('return jackfieldConnect(room, url, token);');
  });
});

describe('aliyun-webrtc-sdk', () => {
  it.each([
    ['engine.leaveChannel();', 'engine.leave();'],
    ['engine.muteLocalMic(true);', 'setMuted(engine.microphone, true);'],
    ['engine.configLocalScreenPublish = on;', 'wanted(engine).screen = on;'],
    ['engine.publish().then(done);', 'publish(engine).then(done);'],
    ['engine.setDisplayRemoteVideo(id, video, 2);', "show(engine, id, video, 'screen');"],
    ["engine.on('onJoin', greet);", 'onJoined(engine, greet);'],
  ])('%s', (before, after) => {
    expect(change('aliyun', before).code).toBe(after);
  });

  it('finds the engine in a field', () => {
    const { text } = migrate({
      from: 'aliyun',
      text: 'class Call {\n  start() {\n    this.engine = new AliRtcEngine();\n    return this.engine.leaveChannel();\n  }\n}\n',
    });
    expect(text).toContain('return this.engine.leave();');
  });
});
