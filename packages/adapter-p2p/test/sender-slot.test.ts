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

  replaceTrack(track: MediaStreamTrack | null): Promise<undefined> {
    this.track = track;
    return Promise.resolve(undefined);
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
