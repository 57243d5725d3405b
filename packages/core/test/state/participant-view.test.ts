import { expect, it } from 'vitest';
import { createParticipantView } from '../../src/state/participant-view.ts';
import { info, told } from './people.ts';

it('is live, with a version, and an iteration covers who was there when it began, as they were then', () => {
  const call = told();
  const view = createParticipantView(() => call.state);
  call.tell(
    { type: 'participantJoined', leg: 1, data: info('ann', { sources: ['camera'] }) },
    { type: 'participantJoined', leg: 1, data: info('ben') },
  );
  const { version } = view;
  const seen: string[] = [];
  for (const [id, participant] of view) {
    if (seen.length === 0)
      call.tell(
        { type: 'participantLeft', leg: 1, data: { remoteId: 'ben' } },
        { type: 'participantJoined', leg: 1, data: info('cleo') },
      );
    seen.push(`${id} ${participant.userId}`);
  }
  expect(seen).toEqual(['p1 ann', 'p2 ben']);
  expect([...view.keys()]).toEqual(['p1', 'p3']);
  expect([...view.values()].map(({ userId }) => userId)).toEqual(['ann', 'cleo']);
  expect([view.size, view.has('p2'), view.get('p2'), view.get('p1')?.userId]).toEqual([
    2,
    false,
    undefined,
    'ann',
  ]);
  expect(view.version).toBe(version + 2);
  const ids: string[] = [];
  view.forEach((participant, id, map) => {
    if (map === view && map.get(id) === participant) ids.push(id);
  });
  expect(ids).toEqual(['p1', 'p3']);
});

it('has the same version where nobody changed, and the same object for whom nothing changed', () => {
  const call = told();
  const view = createParticipantView(() => call.state);
  call.tell(
    { type: 'participantJoined', leg: 1, data: info('ann', { sources: ['camera'] }) },
    { type: 'participantJoined', leg: 1, data: info('ben', { sources: ['camera'] }) },
  );
  const { version } = view;
  const [ann, ben] = view.values();
  call.tell({ type: 'recordingChanged', leg: 1, data: { recording: true } });
  expect(view.version).toBe(version);
  call.tell({ type: 'sourceMuted', leg: 1, data: { remoteId: 'ben', source: 'camera', muted: true } });
  const [annNow, benNow] = view.values();
  expect([annNow === ann, benNow === ben, view.version]).toEqual([true, false, version + 1]);
});
