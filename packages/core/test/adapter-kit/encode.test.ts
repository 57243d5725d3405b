import { describe, expect, it } from 'vitest';
import { encode } from '../../src/adapter-kit/encode.ts';

function createSender(encodings: RTCRtpEncodingParameters[] = [{}]) {
  const set: RTCRtpSendParameters[] = [];
  const parameters = (): RTCRtpSendParameters => ({
    transactionId: '1',
    codecs: [],
    headerExtensions: [],
    rtcp: {},
    ...structuredClone(set.at(-1) ?? { encodings }),
  });
  const sender = {
    getParameters: parameters,
    setParameters(next: RTCRtpSendParameters) {
      set.push(next);
      return Promise.resolve();
    },
  };
  return { sender, set };
}

describe('the encoding of a sender', () => {
  it('is brought in line', async () => {
    const { sender, set } = createSender();
    await encode(sender, { maxBitrate: 5000, maxFramerate: 7, degradationPreference: 'balanced' });
    expect(set).toMatchObject([
      { encodings: [{ maxBitrate: 5000, maxFramerate: 7 }], degradationPreference: 'balanced' },
    ]);
  });

  it('is left alone where it is in line', async () => {
    const { sender, set } = createSender([{ maxBitrate: 5000 }]);
    await encode(sender, { maxBitrate: 5000 });
    expect(set).toEqual([]);
  });

  it('loses what is no longer wished for', async () => {
    const { sender, set } = createSender();
    await encode(sender, { maxBitrate: 5000, maxFramerate: 7, degradationPreference: 'balanced' });
    await encode(sender, { maxBitrate: 5000 });
    expect(set.at(-1)?.encodings[0]).toEqual({ maxBitrate: 5000 });
    expect(set.at(-1)).not.toHaveProperty('degradationPreference');
  });

  it('is switched off without a quality, and on with one', async () => {
    const { sender, set } = createSender([{ maxBitrate: 5000, active: true }]);
    await encode(sender, undefined);
    expect(set.at(-1)?.encodings).toEqual([{ maxBitrate: 5000, active: false }]);
    await encode(sender, { maxBitrate: 6000 });
    expect(set.at(-1)?.encodings).toEqual([{ maxBitrate: 6000, active: true }]);
  });

  it('waits for the first negotiation where there is no encoding yet', async () => {
    const { sender, set } = createSender([]);
    await encode(sender, { maxBitrate: 5000 });
    expect(set).toEqual([]);
  });

  it('is tried again where another change is under way, and not for ever', async () => {
    const { sender, set } = createSender();
    let refusals = 2;
    const busy = {
      ...sender,
      setParameters(next: RTCRtpSendParameters) {
        refusals -= 1;
        if (refusals >= 0)
          return Promise.reject(new DOMException('Read-only field modified', 'InvalidStateError'));
        return sender.setParameters(next);
      },
    };
    await encode(busy, { maxBitrate: 5000 });
    expect(set).toHaveLength(1);
    refusals = Infinity;
    await expect(encode(busy, { maxBitrate: 6000 })).rejects.toMatchObject({ name: 'InvalidStateError' });
  });

  it('rejects with what the browser said', async () => {
    const { sender } = createSender();
    const refused = new Error('a negotiation came between');
    await expect(
      encode({ ...sender, setParameters: () => Promise.reject(refused) }, { maxBitrate: 1 }),
    ).rejects.toBe(refused);
  });
});
