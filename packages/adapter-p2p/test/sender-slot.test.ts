import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { SenderSlot, type SlotSender } from '../src/peer/sender-slot.ts';

class ScriptedSender implements SlotSender {
  track: MediaStreamTrack | null = null;
  maxBitrate: number | undefined;
  calls = 0;
  refuses = false;

  getParameters(): RTCRtpSendParameters {
    return {
      transactionId: '',
      codecs: [],
      headerExtensions: [],
      rtcp: {},
      encodings: [this.maxBitrate === undefined ? {} : { maxBitrate: this.maxBitrate }],
    };
  }

  /** Options that came with the parameters. */
  readonly options: unknown[] = [];

  setParameters(parameters: RTCRtpSendParameters, options?: RTCSetParameterOptions): Promise<undefined> {
    this.calls += 1;
    if (options) this.options.push(options);
    if (this.refuses) return Promise.reject(new Error('A negotiation came between.'));
    this.maxBitrate = parameters.encodings[0]?.maxBitrate;
    return Promise.resolve(undefined);
  }

  /** What the next exchanges of the track do first, in order. */
  readonly exchanges: (() => Promise<void>)[] = [];

  async replaceTrack(track: MediaStreamTrack | null): Promise<undefined> {
    await this.exchanges.shift()?.();
    this.track = track;
  }
}

const track = createFakeEnvironment().tracks.create({ kind: 'audio' });
const wish = { track, encoding: { maxBitrate: 40_000 } };

it('sets what is wished once', async () => {
  const sender = new ScriptedSender();
  const slot = new SenderSlot(sender);
  await slot.apply({ ...wish });
  await slot.apply({ ...wish });
  expect(sender).toMatchObject({ maxBitrate: 40_000, calls: 1 });
});

it('sets it again where a negotiation has lost it', async () => {
  const sender = new ScriptedSender();
  const slot = new SenderSlot(sender);
  await slot.apply({ ...wish });
  sender.maxBitrate = undefined;
  await slot.apply({ ...wish });
  expect(sender).toMatchObject({ maxBitrate: 40_000, calls: 2 });
});

it('does what was wished last where the browser refuses what was wished before', async () => {
  const sender = new ScriptedSender();
  const slot = new SenderSlot(sender);
  const later = createFakeEnvironment().tracks.create({ kind: 'audio' });
  let second: Promise<void> | undefined;
  sender.exchanges.push(() => {
    second = slot.apply({ ...wish, track: later });
    return Promise.reject(new Error('The browser refuses.'));
  });
  await slot.apply({ ...wish });
  await second;
  expect(sender.track).toBe(later);
});

it('says what the browser refuses, and takes another wish', async () => {
  const sender = new ScriptedSender();
  const slot = new SenderSlot(sender);
  sender.exchanges.push(() => Promise.reject(new Error('The browser refuses.')));
  await expect(slot.apply({ ...wish })).rejects.toThrow('The browser refuses.');
  await slot.apply({ ...wish });
  expect(sender.track).toBe(track);
});

const picture = createFakeEnvironment().tracks.create({ kind: 'video' });

it('sends a key frame after what is being changed, with the parameters as they are', async () => {
  const sender = new ScriptedSender();
  const slot = new SenderSlot(sender);
  await slot.apply({ track: picture, encoding: { maxBitrate: 500_000 } });
  sender.exchanges.push(() => {
    slot.sendKeyFrame();
    slot.sendKeyFrame();
    return Promise.resolve();
  });
  const later = createFakeEnvironment().tracks.create({ kind: 'video' });
  await slot.apply({ track: later, encoding: { maxBitrate: 600_000 } });
  expect(sender.options).toEqual([{ encodingOptions: [{ keyFrame: true }] }]);
  expect(sender).toMatchObject({ track: later, maxBitrate: 600_000 });
});

it.each([
  ['of sound', track],
  ['of nothing', null],
])('sends no key frame %s', async (_what, none) => {
  const sender = new ScriptedSender();
  const slot = new SenderSlot(sender);
  await slot.apply({ track: none, encoding: undefined });
  slot.sendKeyFrame();
  await slot.apply({ track: none, encoding: undefined });
  expect(sender.options).toEqual([]);
});

it('goes on where the browser refuses to send a key frame, and sends none after its close', async () => {
  const sender = new ScriptedSender();
  const slot = new SenderSlot(sender);
  await slot.apply({ track: picture, encoding: undefined });
  sender.refuses = true;
  slot.sendKeyFrame();
  await slot.apply({ track: null, encoding: undefined });
  expect(sender).toMatchObject({ track: null, calls: 1 });
  sender.track = picture;
  slot.close();
  slot.sendKeyFrame();
  await Promise.resolve();
  expect(sender.calls).toBe(1);
});
