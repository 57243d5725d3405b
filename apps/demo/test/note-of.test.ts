import type { RemoteSourceInfo } from '@jackfield/core';
import { describe, expect, it } from 'vitest';
import { noteOf } from '../src/call/note-of.ts';
import { messages } from '../src/messages.ts';

const playing: RemoteSourceInfo = {
  source: 'camera',
  muted: false,
  subscription: { status: 'subscribed' },
  render: 'playing',
};

describe('noteOf', () => {
  it('says nothing while all is well, or nothing is expected', () => {
    expect(noteOf(playing, 'connected')).toBeUndefined();
    expect(noteOf(undefined, 'connected')).toBeUndefined();
    expect(noteOf({ ...playing, muted: true, render: 'stalled' }, 'connected')).toBeUndefined();
  });

  it('says what is going on', () => {
    expect(noteOf({ ...playing, render: 'waiting' }, 'connected')).toBe(messages.call.pictureComing);
    expect(noteOf({ ...playing, render: 'stalled' }, 'connected')).toBe(messages.call.pictureStalled);
    expect(noteOf(playing, 'interrupted')).toBe(messages.call.interrupted);
  });
});
