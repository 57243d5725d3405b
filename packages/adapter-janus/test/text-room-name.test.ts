import { expect, it } from 'vitest';
import { textRoomName } from '../src/text-room-name.ts';

/** What the server writes for somebody who vanishes. */
const goodbye = (room: string): string =>
  JSON.stringify({ textroom: 'leave', transaction: 'internal', room });

it.each(['a', 'A-z_0', 'x'.repeat(44)])('leaves %s as it is', async (room) => {
  expect(await textRoomName(room)).toBe(room);
});

it.each(['x'.repeat(45), 'x'.repeat(64), 'with "quotes"', 'ä', `.${'0'.repeat(40)}`])(
  'gives %s a name of its own',
  async (room) => {
    const name = await textRoomName(room);
    expect(name).toMatch(/^\.[0-9a-f]{40}$/);
    expect(name).not.toBe(room);
    expect(await textRoomName(room)).toBe(name);
    expect(await textRoomName(`${room}x`)).not.toBe(name);
  },
);

it.each(['x'.repeat(44), 'x'.repeat(64)])(
  'fits into what the server has for its goodbye: %s',
  async (room) => {
    expect(goodbye(await textRoomName(room)).length).toBeLessThan(100);
  },
);
