import type { FakeCloud, FakeParticipant, FakeRoom } from '@jackfield/adapter-fake';
import type { AliyunCredential } from '@jackfield/adapter-aliyun';
import type { LivekitCredential } from '@jackfield/adapter-livekit';
import type { EndReason } from '@jackfield/core';
import { readAddress } from './app/address.ts';
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
    const { browserMedia, createFakeCloud, fake } = await import('@jackfield/adapter-fake');
    const { createPretendPicture } = await import('./app/pretend-picture.ts');
    const sounds = browserMedia();
    const cloud = createFakeCloud({
      latencyMs: [20, 80],
      media: {
        createTrack: (source, label) =>
          source === 'camera' || source === 'screen'
            ? createPretendPicture(source, label)
            : sounds.createTrack(source, label),
      },
    });
    const { room, bots, still } = readAddress(location.href);
    const crowd = still && room !== undefined ? addStillCrowd(cloud.room(room), bots ?? 6) : [];
    return {
      adapter: fake(cloud, still ? {} : { bots: { count: bots ?? 6 } }),
      trouble: await faultsOf(cloud, crowd),
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

/** People who are there from the start and stay as they are, so that a picture of the app is the same each time. */
function addStillCrowd(room: FakeRoom, count: number): readonly FakeParticipant[] {
  return Array.from({ length: count }, (_, index) => {
    const name = pretendNames[index % pretendNames.length] ?? '';
    const round = Math.floor(index / pretendNames.length);
    const person = room.addParticipant({
      userId: `pretend-${String(index)}`,
      displayName: round === 0 ? name : `${name} ${String(round + 1)}`,
    });
    person.publish('microphone', { muted: index % 3 !== 0 });
    person.publish('camera', index % 5 === 3 ? { muted: true, track: null } : {});
    return person;
  });
}

const pretendNames: readonly string[] = [
  'Ada',
  'Bea',
  'Chidi',
  'Dana',
  'Emre',
  'Fei',
  'Gita',
  'Hugo',
  '李娜',
  'Ines',
  'Jun',
  'Kofi',
  'Lea',
  'Mateo',
  'Noor',
  'Olu',
  'Priya',
  'Quinn',
];

/** What can be made to happen on the fake cloud. */
async function faultsOf(cloud: FakeCloud, crowd: readonly FakeParticipant[]): Promise<readonly Fault[]> {
  const { addBots } = await import('@jackfield/adapter-fake');
  let visitor = crowd[0];
  const somebody = (room: string): FakeParticipant =>
    (visitor ??= cloud.room(room).addParticipant({ userId: 'visitor', displayName: 'Visitor' }));
  const end = (id: string, name: string, reason: EndReason): Fault =>
    fault(id, name, ({ room, userId }) => {
      cloud.room(room).end(userId, reason);
    });
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
  return [
    end('kick-me', 'Kick me', 'kicked'),
    end('close-room', 'Close the room', 'room-closed'),
    end('expire-credential', 'Expire my credential', 'credential-expired'),
    end('stop-server', 'Stop the server', 'server-shutdown'),
    end('join-elsewhere', 'Join as me elsewhere', 'replaced'),
    cutFor(5),
    cutFor(40),
    fault('mute-by-server', 'Mute my microphone from the server', ({ room, userId }) => {
      cloud.room(room).muteByServer(userId, 'microphone');
    }),
    fault('share', 'Somebody shares a screen', ({ room }) => {
      somebody(room).publish('screen');
    }),
    fault('write', 'Somebody writes', ({ room }) => {
      somebody(room).sendMessage('chat', 'Hello! Can everybody see the slides?');
    }),
    fault('hand', 'Somebody raises a hand', ({ room }) => {
      somebody(room).sendMessage('hand', 'up');
    }),
    fault('interrupt', 'Somebody loses the network', ({ room }) => {
      somebody(room).interrupt();
    }),
    fault('fifty-bots', '50 bots', ({ room }) => {
      addBots(cloud, room, { count: 50, everyMs: 200 });
    }),
  ];
}

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
