import { describe, expect, it } from 'vitest';
import { linkTo, readAddress } from '../src/app/address.ts';

describe('the address of the page', () => {
  it('says the room and the provider', () => {
    expect(readAddress('http://localhost/?room=abc&adapter=p2p')).toEqual({ room: 'abc', adapter: 'p2p' });
    expect(readAddress('http://localhost/?room=')).toEqual({ room: undefined, adapter: undefined });
  });

  it('leads others to the same room and provider', () => {
    expect(linkTo('b', 'http://localhost/?adapter=p2p&room=a#x')).toBe(
      'http://localhost/?adapter=p2p&room=b',
    );
  });

  it('keeps a room that is no room name harmless', () => {
    expect(linkTo('a&b#c', 'http://localhost/')).toBe('http://localhost/?room=a%26b%23c');
  });
});
