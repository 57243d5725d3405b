import { expect, test } from 'vitest';
import { IceConfiguration } from '../src/call/ice-configuration.ts';

test('without servers everything is tried, over one transport', async () => {
  const ice = new IceConfiguration({});
  await ice.refresh();
  expect(ice.current).toEqual({ iceServers: [], iceTransportPolicy: 'all', bundlePolicy: 'max-bundle' });
});

test('servers, their credentials and the policy reach the browser as they are given', async () => {
  const servers = [{ urls: 'turn:t.example', username: 'ann', credential: 'secret' }];
  const ice = new IceConfiguration({ iceServers: servers, iceTransportPolicy: 'relay' });
  await ice.refresh();
  expect(ice.current).toMatchObject({ iceServers: servers, iceTransportPolicy: 'relay' });
});

test('a function is asked anew at each refresh, and what it gave last stays when it fails', async () => {
  let asked = 0;
  const ice = new IceConfiguration({
    iceServers: () => {
      asked += 1;
      if (asked === 3) return Promise.reject(new Error('down'));
      return Promise.resolve([{ urls: 'turn:t.example', username: String(asked), credential: 'c' }]);
    },
  });
  await ice.refresh();
  expect(ice.current.iceServers).toMatchObject([{ username: '1' }]);
  await ice.refresh();
  expect(ice.current.iceServers).toMatchObject([{ username: '2' }]);
  await expect(ice.refresh()).rejects.toThrow('down');
  expect(ice.current.iceServers).toMatchObject([{ username: '2' }]);
});
