import { describe, expect, it } from 'vitest';
import { toLivekitModeration } from '../src/moderation.ts';

const zoe = {
  identity: 'zoe',
  trackPublications: new Map([['TR_1', { source: 'microphone', trackSid: 'TR_1' }]]),
};
const about = {
  room: 'studio',
  find: (remoteId: string) => (remoteId === 'PA_zoe' ? (zoe as never) : undefined),
};

describe('what is asked of the server for a moderator', () => {
  it('is a mute of the right track', () => {
    expect(toLivekitModeration({ action: 'mute', remoteId: 'PA_zoe', source: 'microphone' }, about)).toEqual({
      room: 'studio',
      action: 'mute',
      userId: 'zoe',
      trackSid: 'TR_1',
    });
  });

  it('is no mute where a publication is to end, which the server cannot do', () => {
    const asking = () =>
      toLivekitModeration({ action: 'unpublish', remoteId: 'PA_zoe', source: 'microphone' }, about);
    expect(asking).toThrow(expect.objectContaining({ code: 'unsupported' }));
  });
});
