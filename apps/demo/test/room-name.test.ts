import { describe, expect, it } from 'vitest';
import { isRoomName, randomText, suggestRoomName } from '../src/app/room-name.ts';

describe('room names', () => {
  it.each(['a', 'team-meeting_2', 'x'.repeat(64)])('accepts %s', (name) => {
    expect(isRoomName(name)).toBe(true);
  });

  it.each(['', 'a b', 'ä', '房间', 'x'.repeat(65), '<b>', 'a/b'])('refuses %s', (name) => {
    expect(isRoomName(name)).toBe(false);
  });

  it.each([
    ['Team meeting!', 'Team-meeting'],
    ['  Café  ', 'Cafe'],
    ['a/b?c=d', 'a-b-c-d'],
    ['x'.repeat(70), 'x'.repeat(64)],
  ])('suggests for "%s" what was meant', (text, suggestion) => {
    expect(suggestRoomName(text)).toBe(suggestion);
    expect(isRoomName(suggestion)).toBe(true);
  });

  it.each(['', '房间', '***'])('has no suggestion for "%s"', (text) => {
    expect(suggestRoomName(text)).toBeUndefined();
  });

  it('makes random text that is a room name and not the same twice', () => {
    const texts = new Set(Array.from({ length: 50 }, () => randomText(12)));
    expect(texts.size).toBe(50);
    for (const text of texts) expect(text).toMatch(/^[a-z2-9]{12}$/);
  });
});
