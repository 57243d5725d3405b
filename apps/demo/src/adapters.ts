import type { AliyunCredential } from '@jackfield/adapter-aliyun';
import type { JanusCredential, JanusModerationFunction } from '@jackfield/adapter-janus';
import type { LivekitCredential } from '@jackfield/adapter-livekit';
import type { TrtcCredential } from '@jackfield/adapter-trtc';
import { readAddress } from './app/address.ts';
import type { ChosenAdapter } from './app/adapter-choice.ts';
import { readKey } from './app/encryption-key.ts';
import { UnknownProvider } from './app/unknown-provider.ts';
import { hasTexts, makeCredentialSource } from './app/credential-source.ts';

/** Each provider is a chunk of its own, loaded only if it is chosen; its SDK waits for `preload`, after the preview. */
const adapters: Readonly<Record<string, () => Promise<ChosenAdapter>>> = {
  p2p: async () => {
    const { p2p, webSocketSignalling } = await import('@jackfield/adapter-p2p');
    const url = new URL('/signalling', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const signalling = webSocketSignalling({ url: url.href });
    return {
      adapter: p2p({
        signalling,
        credential: makeCredentialSource('p2p', isP2pCredential),
        iceServers: async () => (await import('./app/relays.ts')).fetchRelays(),
      }),
      carrier: () => 'direct',
      hosted: true,
    };
  },
  fake: async () => {
    const { browserMedia, createFakeCloud, fake, troubleOf } = await import('@jackfield/adapter-fake');
    const { addStillCrowd, defaultCrowd, pretendOptions, readCrowd } = await import('./app/pretend.ts');
    const { room } = readAddress(location.href);
    const { bots = defaultCrowd, still, speed } = readCrowd(location.href);
    const cloud = createFakeCloud(pretendOptions(speed, browserMedia()));
    const crowd = still && room !== undefined ? addStillCrowd(cloud.room(room), bots) : [];
    return {
      adapter: fake(cloud, still ? {} : { bots: { count: bots, present: Math.ceil(bots * 0.8) } }),
      carrier: () => 'pretend',
      trouble: troubleOf(cloud, crowd[0]),
    };
  },
  aliyun: async () => {
    const { aliyun } = await import('@jackfield/adapter-aliyun');
    const credential = makeCredentialSource('aliyun', isAliyunCredential);
    const { askingServer } = await import('./app/server-offer.ts');
    return askingServer('aliyun', aliyun({ credential }));
  },
  livekit: async () => {
    const { livekit } = await import('@jackfield/adapter-livekit');
    const credential = makeCredentialSource('livekit', isLivekitCredential);
    const { askingServer } = await import('./app/server-offer.ts');
    const key = readKey(location.href);
    // The worker's address comes only where a link has a key.
    const encryption =
      key === undefined
        ? undefined
        : (await import('./app/own-worker.ts')).encryptionBy(
            key,
            await import('livekit-client/e2ee-worker?url'),
          );
    return { ...askingServer('livekit', livekit({ credential, encryption })), hosted: true, encrypts: true };
  },
  trtc: async () => {
    const { loadTrtcModule, trtc } = await import('@jackfield/adapter-trtc');
    const credential = makeCredentialSource('trtc', isTrtcCredential);
    const { askingServer } = await import('./app/server-offer.ts');
    // The page asks for Trusted Types, under which the SDK's main build does not load.
    const sdk = async (): Promise<unknown> => {
      (await import('./app/allow-host-hints.ts')).allowHostHints();
      return loadTrtcModule();
    };
    return askingServer('trtc', trtc({ credential, sdk }));
  },
  janus: async () => {
    const { janus } = await import('@jackfield/adapter-janus');
    const credential = makeCredentialSource('janus', isJanusCredential);
    const { askingServer } = await import('./app/server-offer.ts');
    const moderate: JanusModerationFunction = async (wish) =>
      (await import('./host/mute-as-host.ts')).muteAsHost('janus', wish);
    return { ...askingServer('janus', janus({ credential, moderate })), hosted: true };
  },
};

const isP2pCredential = (value: object): value is { readonly token: string } => hasTexts(value, ['token']);

const isLivekitCredential = (value: object): value is LivekitCredential => hasTexts(value, ['url', 'token']);

const isJanusCredential = (value: object): value is JanusCredential =>
  hasTexts(value, ['url', 'token', 'roomToken', 'textPin']);

const isTrtcCredential = (value: object): value is TrtcCredential =>
  hasTexts(value, ['userId', 'userSig']) && 'sdkAppId' in value;

/** As far as the transport goes: the adapter checks every field before it touches the network. */
const isAliyunCredential = (value: object): value is AliyunCredential =>
  hasTexts(value, ['nonce', 'token']) && 'timestamp' in value && 'gslb' in value;

/** The provider that is used where nobody names one. */
const defaultName = 'p2p';

/** The providers that there are, by the name that `?adapter=` takes; the first is the one where nobody names any. */
export const adapterNames: readonly string[] = Object.keys(adapters);

/** Gets a provider by name. Rejects with `UnknownProvider` if there is none of that name. */
export async function chooseAdapter(name: string = defaultName): Promise<ChosenAdapter> {
  const load = Object.hasOwn(adapters, name) ? adapters[name] : undefined;
  if (!load) {
    throw new UnknownProvider(name);
  }
  return load();
}
