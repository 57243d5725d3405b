import { describe, expect, it } from 'vitest';
import { grant, type Claim } from '../../src/leg/grant.ts';

const claim = (name: string, rest: Partial<Claim> = {}): Claim => ({
  name,
  pinned: false,
  seen: false,
  spokeAt: 0,
  ...rest,
});

describe('places in a limited number of subscriptions', () => {
  it('are for all where there are enough', () => {
    expect(grant(2, [claim('a'), claim('b')])).toBeUndefined();
    expect(grant(Infinity, [claim('a'), claim('b'), claim('c')])).toBeUndefined();
  });

  it('go to what the app asked for, then to whom somebody looks at, then to recent speakers, then to who came first', () => {
    const claims = [
      claim('first'),
      claim('second'),
      claim('spoke', { spokeAt: 1 }),
      claim('spoke later', { spokeAt: 2 }),
      claim('seen', { seen: true }),
      claim('pinned', { pinned: true }),
    ];
    const granted = [1, 2, 3, 4, 5].map((limit) => [...(grant(limit, claims) ?? [])].at(-1));
    expect(granted).toEqual(['pinned', 'seen', 'spoke later', 'spoke', 'first']);
    expect(grant(0, claims)?.size).toBe(0);
  });
});
