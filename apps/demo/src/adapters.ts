import type { AliyunCredential } from '@jackfield/adapter-aliyun';
import type { LivekitCredential } from '@jackfield/adapter-livekit';
import type { ChosenAdapter, Fault } from './app/adapter-choice.ts';
import { hasTexts, makeCredentialSource } from './app/credential-source.ts';
import { askingServer } from './app/server-offer.ts';

/** Each provider is a chunk of its own, loaded only if it is chosen; its SDK waits for `preload`, after the preview. */
const adapters: Readonly<Record<string, () => Promise<ChosenAdapter>>> = {
  p2p: async () => {
    const { p2p, webSocketSignalling } = await import('@jackfield/adapter-p2p');
    const url = new URL('/signalling', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const signalling = webSocketSignalling({ url: url.href });
    return { adapter: p2p({ signalling, credential: makeCredentialSource('p2p', isP2pCredential) }) };
  },
  fake: async () => {
    const { addBots, createFakeCloud, fake } = await import('@jackfield/adapter-fake');
    const cloud = createFakeCloud({ latencyMs: [20, 80] });
    const cutFor = (seconds: number): Fault => ({
      id: `cut-network-${String(seconds)}`,
      name: `Cut the network for ${String(seconds)} s`,
      run: ({ room, userId }) => {
        cloud.network.cut(room, userId);
        return new Promise((resolve, reject) => {
          cloud.clock.after(seconds * 1000, () => {
            try {
              cloud.network.restore(room, userId, { mode: 'restarted' });
              resolve();
            } catch (error) {
              // Whoever left meanwhile has no link to bring back.
              reject(error instanceof Error ? error : new Error(String(error)));
            }
          });
        });
      },
    });
    return {
      adapter: fake(cloud, { bots: { count: 6 } }),
      trouble: [
        fault('kick-me', 'Kick me', ({ room, userId }) => cloud.room(room).kick(userId)),
        fault('close-room', 'Close the room', ({ room, userId }) =>
          cloud.room(room).end(userId, 'room-closed'),
        ),
        fault('expire-credential', 'Expire my credential', ({ room, userId }) =>
          cloud.room(room).end(userId, 'credential-expired'),
        ),
        fault('stop-server', 'Stop the server', ({ room, userId }) =>
          cloud.room(room).end(userId, 'server-shutdown'),
        ),
        fault('mute-by-server', 'Mute my microphone from the server', ({ room, userId }) =>
          cloud.room(room).muteByServer(userId, 'microphone'),
        ),
        cutFor(5),
        cutFor(40),
        fault('fifty-bots', '50 bots', ({ room }) => {
          addBots(cloud, room, { count: 50, everyMs: 200 });
        }),
      ],
    };
  },
  aliyun: async () => {
    const { aliyun } = await import('@jackfield/adapter-aliyun');
    const credential = makeCredentialSource('aliyun', isAliyunCredential);
    return { adapter: askingServer('aliyun', aliyun({ credential })) };
  },
  livekit: async () => {
    const { livekit } = await import('@jackfield/adapter-livekit');
    const credential = makeCredentialSource('livekit', isLivekitCredential);
    return { adapter: askingServer('livekit', livekit({ credential })) };
  },
};

/** A fault that has happened when this returns. */
function fault(id: string, name: string, run: (target: Parameters<Fault['run']>[0]) => void): Fault {
  return {
    id,
    name,
    run: async (target) => {
      await Promise.resolve();
      run(target);
    },
  };
}

const isP2pCredential = (value: object): value is { readonly token: string } => hasTexts(value, ['token']);

const isLivekitCredential = (value: object): value is LivekitCredential => hasTexts(value, ['url', 'token']);

/** As far as the transport goes: the adapter checks every field before it touches the network. */
const isAliyunCredential = (value: object): value is AliyunCredential =>
  hasTexts(value, ['nonce', 'token']) && 'timestamp' in value && 'gslb' in value;

/** The provider that is used where nobody names one. */
const defaultName = 'p2p';

/** The providers that there are, by the name that `?adapter=` takes; the first is the one where nobody names any. */
export const adapterNames: readonly string[] = Object.keys(adapters);

/** Gets a provider by name. Rejects with a sentence for a person if there is none of that name. */
export async function chooseAdapter(name: string = defaultName): Promise<ChosenAdapter> {
  const load = Object.hasOwn(adapters, name) ? adapters[name] : undefined;
  if (!load) {
    throw new Error(
      `There is no provider "${name}" in this app. Change ?adapter= in the address to one of: ${adapterNames.join(', ')}.`,
    );
  }
  return load();
}
