import { startTurnServer } from '@jackfield/turn-server';
import { expect } from '@playwright/test';
import { expectAccessible } from './check-accessibility.ts';
import { expectToSee } from './expect-media.ts';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';

test('the lobby says how good the network is and that the relay answers, and a call goes over the relay alone', async ({
  arrive,
  room,
  startServer,
}) => {
  const relay = await startTurnServer();
  try {
    const environment = { TURN_URLS: relay.udp, TURN_SECRET: relay.secret };
    const server = await startServer({ environment });
    const throughRelay = {
      server,
      // A network that lets nothing through directly.
      prepare: (context: { addInitScript(script: () => void): Promise<unknown> }) =>
        context.addInitScript(() => {
          const Real = RTCPeerConnection;
          Reflect.set(
            window,
            'RTCPeerConnection',
            class extends Real {
              constructor(configuration?: RTCConfiguration) {
                super({ ...configuration, iceTransportPolicy: 'relay' });
              }
            },
          );
        }),
    };
    const first = await arrive(alice, throughRelay);
    const { page } = first;
    await first.open(room);
    await first.button('Check network').click();
    const network = page.getByRole('region', { name: 'Network' });
    await expect(network.getByRole('status')).toContainText('The relay answers');
    await expect(network.getByRole('status')).toContainText('Good enough for a call with several pictures.');
    await expect(network.getByRole('status')).toContainText(
      /back \d+ ms; (about|more than) [\d.]+ Mbit\/s down/,
    );
    await expectAccessible(page, 'lobby with a checked network');
    await first.enter();
    const second = await arrive(bob, throughRelay);
    await second.join(room);
    await expectToSee(first, 'Bob');
  } finally {
    await relay.stop();
  }
});

test('a lobby without a network says so, and a relay that does not answer as well', async ({
  arrive,
  room,
  startServer,
}) => {
  const server = await startServer({
    environment: { TURN_URLS: 'turn:127.0.0.1:9?transport=udp', TURN_SECRET: 'nobody listens there' },
  });
  const person = await arrive(alice, { server });
  await person.open(room);
  const status = person.page.getByRole('region', { name: 'Network' }).getByRole('status');
  await person.button('Check network').click();
  await expect(status).toContainText('The relay does not answer');
  await person.page.context().setOffline(true);
  await person.button('Check network').click();
  await expect(status).toContainText('The server of this page does not answer.');
  await person.page.context().setOffline(false);
});
