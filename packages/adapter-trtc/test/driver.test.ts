import { expect, test } from 'vitest';
import { driverRig, someSig } from './support/driver-rig.ts';

const proxy = { websocketProxy: 'ws://127.0.0.1:1' };
const call = { signal: new AbortController().signal };

test('joins without letting the SDK receive or play anybody by itself', async () => {
  const { joined, sdk } = await driverRig({ proxy });
  await joined();
  expect(sdk.last.entry).toMatchObject({
    strRoomId: 'studio',
    scene: 'rtc',
    autoReceiveAudio: false,
    autoReceiveVideo: false,
    proxy,
  });
});

test('a join that nobody answers ends with its signal, and the instance is destroyed, not left', async () => {
  const { driver, request, sdk } = await driverRig();
  sdk.behaviour = { enterRoom: () => new Promise(() => undefined) };
  const abort = new AbortController();
  const joining = driver().doJoin(request({ signal: abort.signal }));
  await expect.poll(() => sdk.instances[0]?.calls).toEqual(['enterRoom']);
  abort.abort();
  await expect(joining).rejects.toMatchObject({ code: 'aborted' });
  await expect.poll(() => sdk.last.destroyed).toBe(true);
  expect(sdk.last.calls).toEqual(['enterRoom', 'destroy']);
  expect(sdk.last.listenerCount).toBe(0);
});

test('an instance that is connected is destroyed once its join is over, or has surely been sent', async () => {
  const { driver, request, sdk, clock } = await driverRig();
  let enters = (): void => undefined;
  sdk.behaviour = { enterRoom: () => new Promise<void>((resolve) => (enters = resolve)) };
  const given = async (): Promise<void> => {
    const [abort, before] = [new AbortController(), sdk.instances.length];
    const joining = driver().doJoin(request({ signal: abort.signal }));
    await expect.poll(() => sdk.instances[before]?.calls).toEqual(['enterRoom']);
    sdk.last.emit('connection-state-changed', { state: 'CONNECTED' });
    abort.abort();
    await expect(joining).rejects.toMatchObject({ code: 'aborted' });
    expect(sdk.last.calls).toEqual(['enterRoom']);
  };
  await given();
  enters();
  await expect.poll(() => sdk.last.destroyed).toBe(true);
  expect(sdk.last.calls).toEqual(['enterRoom', 'exitRoom', 'destroy']);
  await given();
  await clock.advance(1_000);
  expect(sdk.last.calls).toEqual(['enterRoom', 'destroy']);
});

test('an own service that cannot be reached is given up before the SDK posts the userSig elsewhere', async () => {
  const { driver, request, sdk, clock } = await driverRig({ proxy });
  sdk.behaviour = { enterRoom: () => new Promise(() => undefined) };
  const joining = driver().doJoin(request());
  const failed = expect(joining).rejects.toMatchObject({ code: 'signalling' });
  await expect.poll(() => sdk.instances[0]?.calls).toEqual(['enterRoom']);
  await clock.advance(3_400);
  expect(sdk.last.destroyed).toBe(false);
  await clock.advance(200);
  await failed;
  expect(sdk.last.destroyed).toBe(true);
});

test('a service that the credential names is an own one, too', async () => {
  const rig = await driverRig({
    credential: ({ userId }) => Promise.resolve({ sdkAppId: 1, userId, userSig: someSig, proxy }),
  });
  rig.sdk.behaviour = { enterRoom: () => new Promise(() => undefined) };
  const failed = expect(rig.driver().doJoin(rig.request())).rejects.toMatchObject({ code: 'signalling' });
  await expect.poll(() => rig.sdk.instances[0]?.entry).toMatchObject({ proxy });
  await rig.clock.advance(3_600);
  await failed;
});

test('a proxy of a credential that the SDK would dial for ever is named before the network', async () => {
  const rig = await driverRig({
    credential: ({ userId }) =>
      Promise.resolve({
        sdkAppId: 1,
        userId,
        userSig: someSig,
        proxy: { websocketProxy: 'http://127.0.0.1:1' },
      }),
  });
  await expect(rig.driver().doJoin(rig.request())).rejects.toMatchObject({
    code: 'credential-invalid',
    message: expect.stringContaining('proxy.websocketProxy') as string,
  });
  expect(rig.sdk.last.calls).not.toContain('enterRoom');
});

test('the same in a call: out, and in again with a new instance and a new credential', async () => {
  const reasons: string[] = [];
  const rig = await driverRig({
    proxy,
    credential: ({ reason, userId }) => {
      reasons.push(reason);
      return Promise.resolve({ sdkAppId: 1, userId, userSig: `eJw${'x'.repeat(40)}` });
    },
  });
  await rig.joined();
  const [first] = rig.sdk.instances;
  first?.emit('connection-state-changed', { state: 'CONNECTED' });
  first?.emit('connection-state-changed', { state: 'DISCONNECTED' });
  expect(rig.named('connectionInterrupted')).toHaveLength(1);
  await rig.clock.advance(3_600);
  await expect.poll(() => rig.named('connectionRestored')).toHaveLength(1);
  expect(rig.named('connectionRestored')[0]).toMatchObject({ fact: { mode: 'restarted' } });
  expect(first?.calls).toEqual(['enterRoom', 'exitRoom', 'destroy']);
  expect([rig.sdk.instances.length, reasons]).toEqual([2, ['join', 'reconnect']]);
});

test('a socket that is back in time is a call that goes on', async () => {
  const rig = await driverRig({ proxy });
  await rig.joined();
  for (const state of ['DISCONNECTED', 'CONNECTING', 'CONNECTED'] as const)
    rig.sdk.last.emit('connection-state-changed', { state });
  await rig.clock.advance(10_000);
  expect(rig.named('connectionRestored')).toMatchObject([{ fact: { mode: 'resumed' } }]);
  expect(rig.sdk.instances).toHaveLength(1);
});

test('a publication is done when the service has confirmed it, not when the SDK has the track', async () => {
  const rig = await driverRig();
  rig.sdk.behaviour = { confirms: false };
  const driver = await rig.joined();
  let done = false;
  const syncing = driver.doSyncLocal([rig.publication('camera')], call).then(() => (done = true));
  await expect.poll(() => rig.sdk.last.calls).toContain('start video');
  await rig.clock.advance(1000);
  expect(done).toBe(false);
  rig.sdk.last.emit('publish-state-changed', { mediaType: 'video', state: 'started' });
  await syncing;
});

test('others are told of a mute before it and of an unmute after it', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  await driver.doSyncLocal([rig.publication('microphone')], call);
  rig.sdk.last.calls.length = 0;
  await driver.doSetMuted('microphone', true, call);
  await driver.doSetMuted('microphone', false, call);
  expect(rig.sdk.last.calls).toEqual([
    'message 10',
    'updateLocalAudio mute=true',
    'updateLocalAudio mute=false',
    'message 10',
  ]);
  expect(rig.sdk.last.sent.map(({ text }) => text)).toEqual(['{"muted":["microphone"]}', '{"muted":[]}']);
});

test('whoever comes is told what is muted', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  await driver.doSyncLocal([rig.publication('camera', true)], call);
  rig.sdk.last.sent.length = 0;
  rig.sdk.last.emit('remote-user-enter', { userId: 'bob' });
  rig.sdk.last.emit('remote-user-enter', { userId: 'cat' });
  await Promise.resolve();
  expect(rig.sdk.last.sent).toEqual([{ cmdId: 10, text: '{"muted":["camera"]}' }]);
});

test('those who come hear a first word also where nothing is muted: the SDK holds the first one back, longer than a mute takes', async () => {
  const rig = await driverRig();
  await rig.joined();
  rig.sdk.last.emit('remote-user-enter', { userId: 'bob' });
  await Promise.resolve();
  expect(rig.sdk.last.sent).toEqual([{ cmdId: 10, text: '{"muted":[]}' }]);
});

test('fifty who come one after another within a second are introduced to in a few messages', async () => {
  const rig = await driverRig();
  await rig.joined();
  for (let index = 0; index < 50; index += 1) {
    rig.sdk.last.emit('remote-user-enter', { userId: `many-${String(index)}` });
    await rig.clock.advance(20);
  }
  await rig.clock.advance(1_000);
  expect(rig.sdk.last.sent.length).toBeGreaterThan(2);
  expect(rig.sdk.last.sent.length).toBeLessThan(8);
});

test('the first word of somebody is answered once: they may not have known of this one before', async () => {
  const rig = await driverRig();
  await rig.joined();
  rig.sdk.last.emit('remote-user-enter', { userId: 'bob' });
  await Promise.resolve();
  rig.sdk.last.sent.length = 0;
  const data = new TextEncoder().encode('{"muted":[]}').buffer;
  rig.sdk.last.emit('custom-message', { userId: 'bob', cmdId: 10, data });
  rig.sdk.last.emit('custom-message', { userId: 'bob', cmdId: 10, data });
  await rig.clock.advance(1_000);
  expect(rig.sdk.last.sent).toHaveLength(1);
});

test('a camera that is released is a placeholder, as there is no null track', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  await driver.doSyncLocal([rig.publication('camera')], call);
  await driver.doReplaceTrack('camera', null, call);
  expect(rig.sdk.last.calls).toContain('updateLocalVideo mute=false track');
});

test('the SDK opens no dialog of its own, and heeds a volume of 0 on iOS', async () => {
  const { joined, sdk } = await driverRig();
  await joined();
  expect(sdk.options).toEqual([{ enableAutoPlayDialog: false, enableVolumeControlInIOS: true }]);
});

test('a mute beyond the bounds of messages is told when there is room again', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  await driver.doSyncLocal([rig.publication('microphone')], call);
  for (let index = 0; index < 30; index += 1) await driver.doSendMessage?.({ topic: '', text: 'x' });
  rig.sdk.last.sent.length = 0;
  await driver.doSetMuted('microphone', true, call);
  expect(rig.sdk.last.sent).toEqual([]);
  await rig.clock.advance(1_100);
  expect(rig.sdk.last.sent).toEqual([{ cmdId: 10, text: '{"muted":["microphone"]}' }]);
});

test('what is unmuted while the socket is cut is told when it is back, and no message is taken that reaches nobody', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  await driver.doSyncLocal([rig.publication('microphone', true)], call);
  rig.sdk.last.emit('connection-state-changed', { state: 'DISCONNECTED' });
  rig.sdk.last.sent.length = 0;
  await driver.doSetMuted('microphone', false, call);
  await expect(driver.doSendMessage?.({ topic: '', text: 'x' })).rejects.toMatchObject({
    code: 'message-failed',
  });
  expect(rig.sdk.last.sent).toEqual([]);
  rig.sdk.last.emit('connection-state-changed', { state: 'CONNECTED' });
  expect(rig.sdk.last.sent).toEqual([{ cmdId: 10, text: '{"muted":[]}' }]);
});

test('levels are told while they are wanted, also by the instance after it', async () => {
  const rig = await driverRig({ proxy });
  const driver = await rig.joined();
  const result = [
    { userId: '', floatVolume: 0.5 },
    { userId: 'bob', floatVolume: 0.25 },
    { userId: 'nobody', floatVolume: 1 },
  ];
  rig.sdk.last.emit('remote-user-enter', { userId: 'bob' });
  await expect.poll(() => rig.named('participantJoined')).toHaveLength(1);
  rig.sdk.last.emit('audio-volume', { result });
  expect(rig.named('signals')).toEqual([]);
  await driver.doSetSignals?.({ levels: true, quality: false });
  rig.sdk.last.emit('audio-volume', { result });
  expect(rig.named('signals')).toMatchObject([
    {
      fact: {
        levels: [
          { remoteId: undefined, level: 0.5 },
          { remoteId: 'bob#1', level: 0.25 },
        ],
      },
    },
  ]);
  rig.sdk.last.emit('error', { code: 5400, message: 'gone' });
  await expect.poll(() => rig.sdk.instances).toHaveLength(2);
  await expect.poll(() => rig.sdk.last.calls).toContain('levels 200');
  await driver.doSetSignals?.({ levels: false, quality: false });
  expect(rig.sdk.last.calls).toContain('levels -1');
});

test('sound is subscribed to at volume 0, so that nothing is heard twice', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  rig.sdk.last.emit('remote-user-enter', { userId: 'bob' });
  rig.sdk.last.emit('remote-audio-available', { userId: 'bob' });
  await Promise.resolve();
  rig.sdk.last.calls.length = 0;
  await driver.doSyncRemote('bob#1', [{ source: 'microphone' }], call);
  expect(rig.sdk.last.calls.slice(0, 2)).toEqual(['volume bob 0', 'muteRemoteAudio bob false']);
});

test('a subscription is done when there is a track, not when the SDK says so', async () => {
  const rig = await driverRig();
  rig.sdk.behaviour = { tracks: 'late' };
  const driver = await rig.joined();
  rig.sdk.last.emit('remote-audio-available', { userId: 'bob' });
  await Promise.resolve();
  let done = false;
  const syncing = driver.doSyncRemote('bob#1', [{ source: 'microphone' }], call).then(() => (done = true));
  await expect.poll(() => rig.sdk.last.calls).toContain('muteRemoteAudio bob false');
  await rig.clock.advance(1_000);
  expect([done, rig.named('remoteTrack')]).toEqual([false, []]);
  rig.sdk.last.receive('bob', 'audio');
  await syncing;
  expect(rig.named('remoteTrack')).toMatchObject([{ fact: { remoteId: 'bob#1', source: 'microphone' } }]);
});

test('pictures of somebody who came back are subscribed to again', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  const { last } = rig.sdk;
  last.emit('remote-video-available', { userId: 'bob', streamType: 'main' });
  await Promise.resolve();
  await driver.doSyncRemote('bob#1', [{ source: 'camera' }], call);
  last.emit('remote-video-unavailable', { userId: 'bob', streamType: 'main' });
  last.emit('remote-video-available', { userId: 'bob', streamType: 'main' });
  await expect.poll(() => last.calls.filter((name) => name === 'startRemoteVideo bob main')).toHaveLength(2);
});

test('leaving stops everything that is published, and a new join has a new instance', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  await driver.doSyncLocal([rig.publication('microphone')], call);
  rig.sdk.last.calls.length = 0;
  await driver.doLeave();
  driver.dispose();
  await expect.poll(() => rig.sdk.last.destroyed).toBe(true);
  expect(rig.sdk.last.calls).toEqual(
    expect.arrayContaining(['stopLocalAudio', 'stopLocalVideo', 'stopScreenShare', 'exitRoom', 'destroy']),
  );
  expect(rig.sdk.last.listenerCount).toBe(0);
  await rig.joined();
  expect(rig.sdk.instances).toHaveLength(2);
});

test.each([
  ['kick', 'replaced'],
  ['banned', 'kicked'],
  ['room_disband', 'room-closed'],
  ['a word of tomorrow', 'kicked'],
])('put out with "%s" is the end: %s', async (reason, expected) => {
  const rig = await driverRig();
  await rig.joined();
  rig.sdk.last.emit('kicked-out', { reason });
  expect(rig.named('ended')).toMatchObject([{ fact: { reason: expected, vendorHasLeft: true } }]);
});

test('an error that the SDK survives is news and no end; 5400 means that it has left', async () => {
  const rig = await driverRig();
  await rig.joined();
  rig.sdk.last.emit('error', { code: 5500, extraCode: 5501, message: 'firewall' });
  expect(rig.named('vendorEvent')).toMatchObject([{ fact: { name: 'error' } }]);
  expect([rig.named('ended'), rig.named('connectionInterrupted')]).toEqual([[], []]);
  rig.sdk.last.emit('error', { code: 5400, message: 'rejoin failed' });
  await expect.poll(() => rig.named('connectionRestored')).toMatchObject([{ fact: { mode: 'restarted' } }]);
  expect(rig.sdk.instances).toHaveLength(2);
});

test('messages: checked before the SDK, which would reject nobody', async () => {
  const rig = await driverRig();
  const driver = await rig.joined();
  await driver.doSendMessage?.({ topic: 'chat', text: 'hello' });
  expect(rig.sdk.last.sent).toEqual([{ cmdId: 1, text: 'chat\0hello' }]);
  await expect(driver.doSendMessage?.({ topic: 'chat', text: 'x'.repeat(1000) })).rejects.toMatchObject({
    code: 'message-failed',
  });
  for (let index = 1; index < 30; index += 1) await driver.doSendMessage?.({ topic: '', text: 'x' });
  await expect(driver.doSendMessage?.({ topic: '', text: 'x' })).rejects.toMatchObject({
    code: 'rate-limited',
  });
  rig.sdk.last.emit('remote-user-enter', { userId: 'bob' });
  await expect.poll(() => rig.named('participantJoined')).toHaveLength(1);
  rig.sdk.last.emit('custom-message', {
    userId: 'bob',
    cmdId: 1,
    data: new TextEncoder().encode('chat\0hi').buffer,
  });
  expect(rig.named('messageReceived')).toMatchObject([
    { fact: { remoteId: 'bob#1', topic: 'chat', text: 'hi' } },
  ]);
});

test('what is muted and then withdrawn is never told as unmuted', async () => {
  const rig = await driverRig();
  await rig.joined();
  const say = (muted: string[]): void =>
    rig.sdk.last.emit('custom-message', {
      userId: 'bob',
      cmdId: 10,
      data: new TextEncoder().encode(JSON.stringify({ muted })).buffer,
    });
  rig.sdk.last.emit('remote-user-enter', { userId: 'bob' });
  rig.sdk.last.emit('remote-audio-available', { userId: 'bob' });
  await expect.poll(() => rig.named('participantJoined')).toHaveLength(1);
  say(['microphone']);
  rig.sdk.last.emit('remote-audio-unavailable', { userId: 'bob' });
  say([]);
  await rig.clock.advance(1_000);
  const updates = rig.named('participantUpdated').map(({ fact }) => (fact as { sources: unknown }).sources);
  expect(updates.at(-1)).toEqual([]);
  expect(updates).not.toContainEqual([{ source: 'microphone', muted: false }]);
  expect(updates).toContainEqual([{ source: 'microphone', muted: true }]);
});

test('roles: the audience cannot publish, which the SDK would do by itself later on', async () => {
  const rig = await driverRig({ scene: 'live' });
  const driver = await rig.joined('audience');
  const { failed } = await driver.doSyncLocal([rig.publication('camera')], call);
  expect(failed).toMatchObject([{ source: 'camera', error: { code: 'forbidden' } }]);
  expect(rig.sdk.last.calls).not.toContain('start video');
  await driver.doSetRole?.('anchor');
  expect((await driver.doSyncLocal([rig.publication('camera')], call)).failed).toEqual([]);
});

test('roles: who only watches is told of to nobody, so that what is muted is said again and again', async () => {
  const rig = await driverRig({ scene: 'live' });
  const driver = await rig.joined('anchor');
  await driver.doSyncLocal([rig.publication('camera', true)], call);
  rig.sdk.last.sent.length = 0;
  rig.sdk.last.emit('statistics', {});
  expect(rig.sdk.last.sent).toEqual([{ cmdId: 10, text: '{"muted":["camera"]}' }]);
});

test('roles: the audience is unpublished and told so', async () => {
  const rig = await driverRig({ scene: 'live' });
  const driver = await rig.joined('anchor');
  expect(rig.sdk.last.entry).toMatchObject({ scene: 'live', role: 'anchor' });
  await driver.doSyncLocal([rig.publication('camera')], call);
  rig.sdk.last.calls.length = 0;
  await driver.doSetRole?.('audience');
  // What was not stopped the SDK would publish by itself on the way back to the stage.
  expect(rig.sdk.last.calls).toEqual(['stopLocalVideo', 'switchRole audience']);
  expect(rig.named('localUnpublishedByServer')).toMatchObject([{ fact: { source: 'camera' } }]);
  expect(rig.named('permissionsChanged')).toMatchObject([{ fact: { role: 'audience' } }]);
  await expect(driver.doSendMessage?.({ topic: '', text: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
});
