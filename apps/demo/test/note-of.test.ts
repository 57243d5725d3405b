import { RtcError, type RemoteSourceInfo } from '@jackfield/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { enCall } from '../src/i18n/en/call.ts';
import { catalogue } from '../src/i18n/language.svelte.ts';
import { noteOf } from '../src/call/tiles/note-of.ts';

const playing: RemoteSourceInfo = {
  source: 'camera',
  muted: false,
  subscription: { status: 'subscribed' },
  render: 'playing',
};

describe('noteOf', () => {
  beforeAll(async () => {
    await catalogue.use('en');
    await catalogue.loadCall();
  });

  it('says nothing while all is well, or nothing is expected', () => {
    expect(noteOf(playing, 'connected')).toBeUndefined();
    expect(noteOf(undefined, 'connected')).toBeUndefined();
    expect(noteOf({ ...playing, muted: true, render: 'stalled' }, 'connected')).toBeUndefined();
  });

  it('says that there is no key for a picture or for the sound beside it', () => {
    const error = new RtcError({ code: 'key-mismatch', message: 'another key' });
    const strange = { ...playing, subscription: { status: 'failed', error }, render: 'none' } as const;
    expect(noteOf(strange, 'connected')).toBe(enCall.call.otherKey);
    expect(noteOf(undefined, 'connected', strange)).toBe(enCall.call.otherKey);
    expect(noteOf(playing, 'connected', playing)).toBeUndefined();
  });

  it('says what is going on', () => {
    expect(noteOf({ ...playing, render: 'waiting' }, 'connected')).toBe(enCall.call.pictureComing);
    expect(noteOf({ ...playing, render: 'stalled' }, 'connected')).toBe(enCall.call.pictureStalled);
    expect(noteOf(playing, 'interrupted')).toBe(enCall.call.interrupted);
  });
});
