import { expect, test } from 'vitest';
import { IceTrouble } from '../src/peer/ice-trouble.ts';

const relay = { urls: ['stun:s.example', 'turn:t.example?transport=udp'], username: 'u', credential: 'c' };
const url = 'turn:t.example?transport=udp';

test.each<[string, RTCConfiguration, string]>([
  ['no server', {}, 'No way to this participant was found. A TURN server may help.'],
  [
    'no TURN server',
    { iceServers: [{ urls: 'stun:s.example' }] },
    'No way to this participant was found. A TURN server may help.',
  ],
  [
    'relay only and no TURN server',
    { iceTransportPolicy: 'relay' },
    'No way to this participant was found. iceTransportPolicy is "relay", and iceServers has no TURN server.',
  ],
  ['a TURN server that did its part', { iceServers: [relay] }, 'No way to this participant was found.'],
])('no way, with %s', (_name, configuration, words) => {
  expect(new IceTrouble().describe(configuration)).toBe(words);
});

test.each([
  [
    401,
    'Unauthorized',
    `${url} refused the username and credential that iceServers gives (401 Unauthorized).`,
  ],
  [701, 'TURN allocate request timed out.', `${url} did not answer (701 TURN allocate request timed out.).`],
  [701, '', `${url} did not answer (701).`],
  [486, 'Allocation Quota Reached', `${url} said 486 Allocation Quota Reached.`],
])('a TURN server that said %d %s', (errorCode, errorText, words) => {
  const trouble = new IceTrouble();
  trouble.note({ url, errorCode, errorText });
  expect(trouble.describe({ iceServers: [relay] })).toBe(`No way to this participant was found. ${words}`);
  trouble.begin();
  expect(trouble.describe({ iceServers: [relay] })).toBe('No way to this participant was found.');
});

test('the last word of a server counts', () => {
  const trouble = new IceTrouble();
  trouble.note({ url, errorCode: 300, errorText: 'Try Alternate' });
  trouble.note({ url, errorCode: 486, errorText: '' });
  expect(trouble.describe({ iceServers: [relay] })).toContain('said 486.');
});

test('silence on one interface does not hide what the server said on another', () => {
  const trouble = new IceTrouble();
  trouble.note({ url, errorCode: 701, errorText: '' });
  trouble.note({ url, errorCode: 401, errorText: 'Unauthorized' });
  trouble.note({ url, errorCode: 701, errorText: '' });
  expect(trouble.describe({ iceServers: [relay] })).toContain('(401 Unauthorized)');
});

test('a STUN server is not named where a TURN server is what would help', () => {
  const trouble = new IceTrouble();
  trouble.note({ url: 'stun:s.example', errorCode: 701, errorText: '' });
  expect(trouble.describe({ iceServers: [relay] })).toBe('No way to this participant was found.');
});
