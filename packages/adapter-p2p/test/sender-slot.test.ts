import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { SenderSlot, type SlotSender } from '../src/peer/sender-slot.ts';

class ScriptedSender implements SlotSender {
  track: MediaStreamTrack | null = null;
  maxBitrate: number | undefined;
  calls = 0;

  getParameters(): RTCRtpSendParameters {
    return {
      transactionId: '',
      codecs: [],
      headerExtensions: [],
      rtcp: {},
      encodings: [this.maxBitrate === undefined ? {} : { maxBitrate: this.maxBitrate }],
    };
  }

  setParameters(parameters: RTCRtpSendParameters): Promise<undefined> {
    this.calls += 1;
    this.maxBitrate = parameters.encodings[0]?.maxBitrate;
    return Promise.resolve(undefined);
  }

  /** What the next exchange of the track waits for. */
  exchange: Promise<void> = Promise.resolve();

  async replaceTrack(track: MediaStreamTrack | null): Promise<undefined> {
    await this.exchange;
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
  let refuse = (_error: Error): void => undefined;
  sender.exchange = new Promise((_, reject) => (refuse = reject));
  const first = slot.apply({ ...wish });
  const later = createFakeEnvironment().tracks.create({ kind: 'audio' });
  const second = slot.apply({ ...wish, track: later });
  sender.exchange = Promise.resolve();
  refuse(new Error('The browser refuses.'));
  await Promise.all([first, second]);
  expect(sender.track).toBe(later);
});

it('says what the browser refuses, and takes another wish', async () => {
  const sender = new ScriptedSender();
  const slot = new SenderSlot(sender);
  sender.exchange = Promise.reject(new Error('The browser refuses.'));
  await expect(slot.apply({ ...wish })).rejects.toThrow('The browser refuses.');
  sender.exchange = Promise.resolve();
  await slot.apply({ ...wish });
  expect(sender.track).toBe(track);
});
