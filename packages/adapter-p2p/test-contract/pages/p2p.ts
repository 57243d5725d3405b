import { serveContract } from '@jackfield/contract/browser';
import type { CredentialRequest } from '@jackfield/core/adapter';
import { broadcastSignalling, p2p, webSocketSignalling } from '../../src/index.ts';
import { cannotBetweenTabs, cannotInMesh } from './cannot.ts';
import { createP2pWorld, type P2pSettings } from './create-world.ts';

const withServer = new URL(window.parent.location.href).searchParams.get('signalling') === 'web-socket';

const signallingOf = (url: string | undefined): ReturnType<typeof broadcastSignalling> =>
  url === undefined ? broadcastSignalling() : webSocketSignalling({ url });

serveContract({
  name: withServer ? 'p2p over a WebSocket' : 'p2p between tabs',
  sdkVersion: 'none',
  proof: 'real server',
  adapter: p2p({ signalling: signallingOf(withServer ? 'ws://nowhere.example' : undefined) }),
  cannot: withServer ? cannotInMesh : [...cannotInMesh, ...cannotBetweenTabs],
  createAdapter({ side, settings, counted }) {
    const { url } = settings as P2pSettings;
    if (url === undefined) return p2p({ signalling: broadcastSignalling() });
    return p2p({
      signalling: webSocketSignalling({ url: `${url}?side=${side}` }),
      credential: counted(({ reason }: CredentialRequest) => Promise.resolve(reason)),
    });
  },
  createWorld: (context) => createP2pWorld(context, { withServer }),
});
