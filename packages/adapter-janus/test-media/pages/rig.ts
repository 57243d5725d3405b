import { createSession, type RtcSession } from '@jackfield/core';
import { JanusHandle } from '../../src/client/janus-handle.ts';
import { janus, type JanusCredential } from '../../src/index.ts';
import { Peer } from '../../src/media/peer.ts';

/** What the test process does for the page. */
declare global {
  interface Window {
    jackfieldAsk(name: string, values: readonly unknown[]): Promise<unknown>;
  }
}

interface Person {
  readonly session: RtcSession;
  readonly views: Map<string, HTMLVideoElement>;
  readonly log: string[];
}

const people = new Map<string, Person>();

function personOf(name: string): Person {
  const person = people.get(name);
  if (!person) throw new Error(`There is no ${name} here.`);
  return person;
}

async function until(
  what: string | (() => string),
  holds: () => boolean | Promise<boolean>,
  ms = 20_000,
): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end)
      throw new Error(`Waited in vain: ${typeof what === 'string' ? what : what()}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Sessions over the adapter in one page, for tests with a real server. */
export const rig = {
  /** Somebody joins; with a camera and a microphone unless they only look on. */
  async join(
    room: string,
    name: string,
    { publishes = true }: { readonly publishes?: boolean } = {},
  ): Promise<void> {
    const session = createSession(
      janus({
        credential: async ({ reason }) =>
          (await window.jackfieldAsk('credential', [
            { room, side: name, userId: name, reason },
          ])) as JanusCredential,
      }),
    );
    const log: string[] = [];
    session.on('state-changed', () => log.push(session.state.status));
    people.set(name, { session, views: new Map(), log });
    if (publishes) await Promise.all([session.camera.enable(), session.microphone.enable()]);
    await session.join({ room, userId: name });
  },
  /** Shows somebody's camera in an element of that size, in CSS pixels, also when they are away and back. */
  async show(name: string, whom: string, width = 320): Promise<void> {
    const { session, views } = personOf(name);
    const idOfWhom = (): string | undefined =>
      [...session.participants.values()].find(({ userId }) => userId === whom)?.id;
    await until(`${name} sees ${whom}`, () => idOfWhom() !== undefined);
    const known = views.get(whom);
    const view = known ?? document.createElement('video');
    view.style.width = `${String(width)}px`;
    view.style.height = `${String((width * 3) / 4)}px`;
    if (known) return;
    document.body.append(view);
    views.set(whom, view);
    let shown: string | undefined;
    const attach = (): void => {
      const id = idOfWhom();
      if (id === undefined || id === shown) return;
      shown = id;
      session.participant(id)?.camera.attach(view);
    };
    session.subscribe(attach);
    attach();
  },
  /** Resolves once new frames of somebody are shown. */
  async framesCome(name: string, whom: string): Promise<void> {
    const view = personOf(name).views.get(whom);
    const frames = (): number => view?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
    const before = frames();
    await until(`${name} gets frames of ${whom}`, () => frames() > before + 3, 40_000);
  },
  /** How many frames of somebody were shown until now. */
  frames(name: string, whom: string): number {
    return personOf(name).views.get(whom)?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
  },
  /** Resolves once the picture of somebody is as wide as that. */
  async isWide(name: string, whom: string, width: number): Promise<void> {
    const view = personOf(name).views.get(whom);
    await until(
      () => `${whom} is ${String(width)} wide for ${name}, not ${String(view?.videoWidth)}`,
      () => view?.videoWidth === width,
      40_000,
    );
  },
  /** The id by which somebody knows another. */
  idOf(name: string, whom: string): string | undefined {
    return [...personOf(name).session.participants.values()].find(({ userId }) => userId === whom)?.id;
  },
  /** How wide the picture of somebody is now, pixels. */
  width(name: string, whom: string): number {
    return personOf(name).views.get(whom)?.videoWidth ?? 0;
  },
  /** Resolves once the session of somebody is in that state. */
  becomes(name: string, status: string): Promise<void> {
    const { session } = personOf(name);
    return until(`${name} is ${status}`, () => session.state.status === status, 80_000);
  },
  /** The states that a session went through. */
  log(name: string): readonly string[] {
    return personOf(name).log;
  },
  /** What is sent of the camera's layers together, bits per second, over two seconds. */
  async sentBitrate(name: string): Promise<number> {
    const connection = (personOf(name).session.native as { publisher?: RTCPeerConnection }).publisher;
    const sent = async (): Promise<number> => {
      let bytes = 0;
      for (const each of (
        (await connection?.getStats()) ?? new Map()
      ).values() as Iterable<RTCOutboundRtpStreamStats>)
        if (each.type === 'outbound-rtp' && each.kind === 'video') bytes += each.bytesSent ?? 0;
      return bytes;
    };
    const before = await sent();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    return ((await sent()) - before) * 4;
  },
  /** Closes a connection while its description is made; resolves with what becomes of that. */
  async closeMidway(): Promise<string> {
    const handle = new JanusHandle(1, {
      request: () => Promise.reject(new Error('Nobody is asked.')),
      isOpen: () => false,
      tell: () => undefined,
      forget: () => undefined,
    });
    const peer = new Peer({ environment: window, iceServers: [], handle, failed: () => undefined });
    peer.connection.addTransceiver('audio');
    const made = peer.describe();
    peer.close();
    return made.then(
      () => 'described',
      (error: unknown) => String(error),
    );
  },
  /** Somebody leaves for good. */
  async leave(name: string): Promise<void> {
    const { session, views } = personOf(name);
    await session.leave();
    await session.dispose();
    for (const view of views.values()) view.remove();
    people.delete(name);
  },
  /** So many are in a room, and the page that they are in closes. */
  async vanish(room: string, count: number): Promise<void> {
    const names = Array.from({ length: count }, (_, index) => `ghost-${String(index)}`);
    await Promise.all(names.map((name) => rig.join(room, name, { publishes: false })));
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    await Promise.all(names.map((name) => rig.becomes(name, 'ended')));
    await Promise.all(names.map((name) => rig.leave(name)));
  },
  /** Joins and leaves so many times; resolves with how many peer connections are left open. */
  async cycles(room: string, count: number): Promise<void> {
    for (let round = 0; round < count; round += 1) {
      await rig.join(room, 'cyclist');
      await rig.leave('cyclist');
    }
  },
};

Reflect.set(window, 'rig', rig);
