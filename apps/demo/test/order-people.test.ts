import { describe, expect, it } from 'vitest';
import { orderPeople } from '../src/call/panels/order-people.ts';

const people = ['Ada', 'Bea Ünal', 'Chidi', 'Dana Bell'].map((displayName) => ({
  id: displayName.slice(0, 1).toLowerCase(),
  info: { displayName },
}));
const names = (hands: readonly string[], search = ''): readonly string[] =>
  orderPeople(people, { hands, search }).map(({ info }) => info.displayName);

describe('the order of people', () => {
  it('is as they came where no hand is up', () => {
    expect(names([])).toEqual(['Ada', 'Bea Ünal', 'Chidi', 'Dana Bell']);
  });

  it('has raised hands first, in the order in which they went up', () => {
    expect(names(['d', 'b'])).toEqual(['Dana Bell', 'Bea Ünal', 'Ada', 'Chidi']);
  });

  it('leaves out who has gone with the hand up', () => {
    expect(names(['z'])).toHaveLength(4);
  });

  it.each([
    ['be', ['Bea Ünal', 'Dana Bell']],
    ['UNAL bea', ['Bea Ünal']],
    ['  ', ['Ada', 'Bea Ünal', 'Chidi', 'Dana Bell']],
    ['(', []],
  ])('finds %j', (search, found) => {
    expect(names([], search)).toEqual(found);
  });
});
