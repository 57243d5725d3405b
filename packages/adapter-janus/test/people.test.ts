import { expect, it } from 'vitest';
import { People } from '../src/call/people.ts';

const camera = { type: 'video', mid: '0', description: 'camera' };
const facts = ['participantJoined', 'participantUpdated', 'participantLeft', 'sourceMuted'] as const;

function room(): { readonly people: People; readonly told: string[] } {
  const told: string[] = [];
  const tell =
    (name: string) =>
    (fact: object): void =>
      void told.push(`${name} ${JSON.stringify(fact).replaceAll(/#\d+/g, '#')}`);
  const [participantJoined, participantUpdated, participantLeft, sourceMuted] = facts.map(tell);
  if (!participantJoined || !participantUpdated || !participantLeft || !sourceMuted) throw new TypeError();
  const people = new People({ participantJoined, participantUpdated, participantLeft, sourceMuted });
  return { people, told };
}

it('tells nothing before it is live, and knows everybody', () => {
  const { people, told } = room();
  people.take({ publishers: [{ id: 'ann', display: 'Ann', streams: [camera] }], attendees: [{ id: 'ben' }] });
  expect(told).toEqual([]);
  expect(people.roster()).toMatchObject([
    { userId: 'ann', displayName: 'Ann', existing: true, sources: [{ source: 'camera', muted: false }] },
    { userId: 'ben', displayName: '', sources: [] },
  ]);
});

it('gives somebody who comes back another presence', () => {
  const { people } = room();
  people.take({ joining: { id: 'ann', display: 'Ann' } });
  const first = people.byUser('ann')?.remoteId;
  people.take({ leaving: 'ann' });
  people.take({ joining: { id: 'ann', display: 'Ann' } });
  expect(people.byUser('ann')?.remoteId).not.toBe(first);
});

it('takes a goodbye that comes in three pieces for one', () => {
  const { people, told } = room();
  people.take({ publishers: [{ id: 'ann', display: 'Ann', streams: [camera] }] });
  people.goLive();
  for (const data of [
    { unpublished: 'ann' },
    { unpublished: 'ann' },
    { leaving: 'ann' },
    { unpublished: 'ann' },
    { kicked: 'ann' },
  ])
    people.take(data);
  expect(told.filter((each) => each.startsWith('participantLeft'))).toHaveLength(1);
  expect(people.roster()).toEqual([]);
});

it('believes a moderator’s mute over the description, and the end of it only from who describes', () => {
  const { people, told } = room();
  people.take({ publishers: [{ id: 'ann', display: 'Ann', streams: [camera] }] });
  people.goLive();
  people.take({ id: 'ann', mid: '0', moderation: 'muted' });
  expect(told).toEqual(['sourceMuted {"remoteId":"ann#","source":"camera","muted":true}']);
  people.take({ publishers: [{ id: 'ann', streams: [camera] }] });
  expect(people.byUser('ann')?.streams[0]?.muted).toBe(true);
  people.take({ id: 'ann', mid: '0', moderation: 'unmuted' });
  expect(people.byUser('ann')?.streams[0]?.muted).toBe(true);
  people.take({ publishers: [{ id: 'ann', streams: [camera] }] });
  expect(people.byUser('ann')?.streams[0]?.muted).toBe(false);
});

it('says who a client is that describes nothing when a moderator lets them be heard again', () => {
  const { people, told } = room();
  people.take({ publishers: [{ id: 'ann', display: 'Ann', streams: [{ type: 'audio', mid: '0' }] }] });
  people.goLive();
  people.take({ id: 'ann', mid: '0', moderation: 'muted' });
  people.take({ id: 'ann', mid: '0', moderation: 'unmuted' });
  expect(told.at(-1)).toBe('sourceMuted {"remoteId":"ann#","source":"microphone","muted":false}');
});
