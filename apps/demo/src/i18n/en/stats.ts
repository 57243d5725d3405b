import type { NetworkQuality } from '@jackfield/core';

/** The texts of the statistics of a call, in English. */
export const enStats = {
  none: 'This provider tells no statistics.',
  waiting: 'The first reading is on its way…',
  person: 'Person',
  bitrate: 'Bitrate',
  roundTrip: 'Round trip',
  loss: 'Loss',
  frames: 'Frames',
  codec: 'Codec',
  firstFrame: 'First picture',
  sent: 'You (sent)',
  kilobits: (value: number): string => `${String(Math.round(value / 1000))} kbit/s`,
  milliseconds: (value: number): string => `${String(Math.round(value))} ms`,
  percent: (value: number): string => `${(value * 100).toFixed(1)} %`,
  perSecond: (value: number): string => `${String(Math.round(value))} /s`,
  own: 'Your connection',
  ownQuality: {
    unknown: 'Not measured yet.',
    lost: 'Lost: nobody hears or sees you. You come back by yourself when there is a network.',
    bad: 'Bad: sound breaks up. Turn your camera off, or choose “Audio only” in the settings.',
    poor: 'Weak: pictures may stop. It helps to turn your camera off or to come nearer to the router.',
    good: 'Good: others hear and see you well.',
    excellent: 'Excellent: others hear and see you at their best.',
  } satisfies Record<NetworkQuality, string>,
  verdicts: {
    waiting: 'Nothing is measured yet.',
    lossy: 'Much is lost on the way: sound may break up.',
    late: 'The way is long: answers come late.',
    jerky: 'The picture has few frames: movement jumps.',
    good: 'All is well.',
  },
  waterfall: 'Joining, step by step',
  steps: {
    joined: 'Joined',
    'first-person': 'First person known',
    'first-track': 'First track received',
    'first-frame': 'First picture shown',
  },
};

/** The shape that every language has. */
export type StatsMessages = typeof enStats;
