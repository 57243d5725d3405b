import { RtpHeader, RtpPacket } from 'werift';

import { MediaSource } from '../media/media-source.ts';
import { muLaw } from './mu-law.ts';
import { vp8Frames, type FrameColour } from './vp8-frames.ts';

const sampleRate = 8000;
const samplesPerPacket = 160;
const packetMs = 20;
const frameMs = 100;
const videoClock = 90_000;
const amplitude = 12_000;
const largestCatchUp = 25;

/** A source that makes its own RTP, at its own pace, until it is stopped. */
export interface PlayedSource {
  /** Where its packets go. */
  readonly source: MediaSource;
  /** Silence, or black. */
  muted: boolean;
  /** Sends nothing for as long as it is set, and says nothing about it. */
  stalled: boolean;
  /** Ends it. */
  stop(): void;
}

/** A sine tone in G.711 µ-law, computed as it is sent. */
export function toneSource(toneHz: number): PlayedSource {
  let phase = 0;
  return paced('PCMU', packetMs, samplesPerPacket, (muted) => {
    const payload = Buffer.alloc(samplesPerPacket);
    for (let index = 0; index < samplesPerPacket; index += 1) {
      payload[index] = muLaw(muted ? 0 : Math.sin(phase) * amplitude);
      phase = (phase + (2 * Math.PI * toneHz) / sampleRate) % (2 * Math.PI);
    }
    return payload;
  });
}

/** A plain colour with a moving bar, in VP8 frames that were encoded beforehand; each is a key frame. */
export function colourSource(colour: FrameColour): PlayedSource {
  const frames = vp8Frames[colour].map((frame) => Buffer.from(frame, 'base64'));
  const black = vp8Frames.black.map((frame) => Buffer.from(frame, 'base64'));
  let count = 0;
  return paced('VP8', frameMs, (videoClock * frameMs) / 1000, (muted) => {
    const list = muted ? black : frames;
    count += 1;
    const frame = list[count % list.length] ?? Buffer.alloc(0);
    // VP8 payload descriptor (RFC 7741): start of partition 0, nothing optional. A frame fits one packet.
    return Buffer.concat([Buffer.from([0x10]), frame]);
  });
}

function paced(
  codec: 'PCMU' | 'VP8',
  periodMs: number,
  clockStep: number,
  make: (muted: boolean) => Buffer,
): PlayedSource {
  const source = new MediaSource(codec, { askForKeyFrame: () => undefined });
  let sequenceNumber = Math.floor(Math.random() * 0x8000);
  let timestamp = Math.floor(Math.random() * 0x7fff_ffff);
  let due = Date.now();
  const played: PlayedSource = {
    source,
    muted: false,
    stalled: false,
    stop: () => {
      clearInterval(timer);
      source.close();
    },
  };
  const timer = setInterval(() => {
    const now = Date.now();
    if (played.stalled) due = now;
    // A timer that was late catches up; one that slept for long goes on from now.
    if (now - due > largestCatchUp * periodMs) due = now;
    for (; due <= now && !played.stalled; due += periodMs) {
      sequenceNumber = (sequenceNumber + 1) & 0xffff;
      timestamp = (timestamp + clockStep) >>> 0;
      const header = new RtpHeader({
        sequenceNumber,
        timestamp,
        marker: codec === 'VP8',
        payloadType: 0,
        ssrc: 0,
      });
      source.push(new RtpPacket(header, make(played.muted)));
    }
  }, periodMs);
  timer.unref();
  return played;
}
