import { RtcError, type RemoteSourceInfo } from '@jackfield/core';
import { expect, it } from 'vitest';
import { keysOf } from '../src/call/keys-of.ts';

const error = new RtcError({ code: 'key-mismatch', message: 'another key' });
const heard: RemoteSourceInfo = {
  source: 'microphone',
  muted: false,
  subscription: { status: 'subscribed' },
  render: 'playing',
};
const fine = { sources: { microphone: heard } };
const strange = { sources: { microphone: { ...heard, subscription: { status: 'failed', error } } } } as const;
const silent = { sources: {} };

it('tells an encrypted call from one where somebody has not the key, by media or by the word of the server', () => {
  const encrypts = true;
  expect(keysOf({ encrypts, people: [fine, silent], host: undefined })).toBe('one');
  expect(keysOf({ encrypts, people: [fine, strange], host: undefined })).toBe('several');
  expect(keysOf({ encrypts, people: [fine, silent], host: { hostKey: 'a', otherKeys: ['b'] } })).toBe(
    'several',
  );
  expect(keysOf({ encrypts, people: [fine], host: { hostKey: 'a', otherKeys: [] } })).toBe('one');
});

it('misses a key where the host has one, and where nobody can say who is host but everybody encrypts', () => {
  const encrypts = false;
  expect(keysOf({ encrypts, people: [], host: { hostKey: 'a', otherKeys: ['b'] } })).toBe('missing');
  expect(keysOf({ encrypts, people: [strange, silent], host: undefined })).toBe('missing');
  // One guest with a key makes nobody fall silent.
  expect(keysOf({ encrypts, people: [strange], host: { otherKeys: ['b'] } })).toBe('plain');
  expect(keysOf({ encrypts, people: [strange, fine], host: undefined })).toBe('plain');
  expect(keysOf({ encrypts, people: [], host: undefined })).toBe('plain');
});
