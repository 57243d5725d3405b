import { describe, expect, it } from 'vitest';
import { linkTo, readAddress, readInvitation, withProvider } from '../src/app/address.ts';
import { readCrowd } from '../src/app/crowd.ts';

describe('the address of the page', () => {
  it('says the room and the provider', () => {
    expect(readAddress('http://localhost/?room=abc&adapter=p2p')).toEqual({
      room: 'abc',
      adapter: 'p2p',
      failover: undefined,
    });
    expect(readAddress('http://localhost/?failover=livekit,aliyun').failover).toEqual(['livekit', 'aliyun']);
    expect(readAddress('http://localhost/?room=')).toMatchObject({ room: undefined, adapter: undefined });
  });

  it('says how many pretend to be there', () => {
    expect(readCrowd('http://localhost/')).toEqual({ bots: undefined, still: false, speed: 1 });
    expect(readCrowd('http://localhost/?adapter=fake&bots=30&still')).toMatchObject({
      bots: 30,
      still: true,
    });
    expect(readCrowd('http://localhost/?speed=60').speed).toBe(60);
    expect(readCrowd('http://localhost/?speed=0').speed).toBe(1);
    expect(readCrowd('http://localhost/?bots=999').bots).toBe(100);
    expect(readCrowd('http://localhost/?bots=-1').bots).toBeUndefined();
  });

  it('names one provider where one is chosen, and not several any more', () => {
    const href = withProvider({ adapter: 'p2p', room: 'a' }, 'http://localhost/?failover=livekit,p2p');
    expect(href).toBe('http://localhost/?room=a&adapter=p2p');
  });

  it('leads others to the same room and provider', () => {
    expect(linkTo('b', 'http://localhost/?adapter=p2p&room=a#x')).toBe(
      'http://localhost/?adapter=p2p&room=b',
    );
  });

  it('passes the invitation on, and nothing else behind the hash', () => {
    const link = 'https://10.0.0.2:4680/#x=1&invitation=s%2Fecret';
    expect(readInvitation(link)).toBe('s/ecret');
    expect(readInvitation(linkTo('b', link))).toBe('s/ecret');
    expect(linkTo('b', link)).not.toContain('x=1');
    expect(readInvitation('http://localhost/#invitation=')).toBeUndefined();
  });

  it('keeps a room that is no room name harmless', () => {
    expect(linkTo('a&b#c', 'http://localhost/')).toBe('http://localhost/?room=a%26b%23c');
  });
});
