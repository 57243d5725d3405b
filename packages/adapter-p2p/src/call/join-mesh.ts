import { sourceKinds, type DriverCall, type DriverStats, type SourceKind } from '@jackfield/core/adapter';
import {
  reconcileSources,
  untilAborted,
  type AdapterLeg,
  type LegContext,
} from '@jackfield/core/adapter-kit';
import { errors } from '../errors/map-errors.ts';
import type { P2pOptions } from '../p2p-options.ts';
import { defaultUplinkBitrate, Uplink } from '../peer/uplink.ts';
import type { SignallingWelcome } from '../signalling/signalling.ts';
import { Announcer } from './announcer.ts';
import { enterRoom } from './enter-room.ts';
import { fetchToken } from './fetch-token.ts';
import { IceConfiguration } from './ice-configuration.ts';
import { listenToRoom } from './listen-to-room.ts';
import { LocalPublications } from './local-publications.ts';
import type { P2pNative } from './p2p-native.ts';
import { QualityWatch } from './quality-watch.ts';
import { Roster } from './roster.ts';

/** Joins a mesh: enters the room and connects to everybody in it. */
export async function joinMesh(options: P2pOptions, leg: LegContext): Promise<AdapterLeg<P2pNative>> {
  const { request, sink, environment, cleanup, phase } = leg;
  const { clock, RTCPeerConnection: PeerConnection } = environment;
  if (!PeerConnection) throw errors.make('not-supported', 'This browser has no RTCPeerConnection.');
  const { opusDtx = false, maxBitrate, uplinkBitrate = defaultUplinkBitrate } = options;
  const codecPreference = request.codecs ?? options.codecPreference ?? [];
  const local = new LocalPublications(maxBitrate);
  local.replaceAll(request.local);
  const ice = new IceConfiguration(options);
  const session = await enterRoom(options, leg, { ice, state: () => local.state });
  const roster = new Roster(sink);
  // Where one picture gets less the others have to know: once for all changes of a turn.
  const uplink = new Uplink(uplinkBitrate, () => {
    queueMicrotask(() => telling('sender-failed', roster.syncLocal(['camera', 'screen'])));
  });
  const announcer = new Announcer(roster, { local, session });
  const statsOf = async (): Promise<readonly DriverStats[]> => {
    const reports = roster.peers.map(async ({ member, pc }): Promise<readonly DriverStats[]> =>
      pc ? [{ direction: 'both', remoteId: member.id, report: await pc.getStats() }] : [],
    );
    return (await Promise.all(reports)).flat();
  };
  const quality = new QualityWatch(clock, sink, statsOf);
  const end = (): void => {
    quality.stop();
    roster.close();
  };
  cleanup.add(() => {
    session.abandon();
    end();
  });
  const enter = (welcome: SignallingWelcome): void => {
    roster.reset(welcome.members, {
      selfId: welcome.id,
      clock,
      sink,
      local,
      PeerConnection,
      configuration: () => ice.current,
      uplink,
      codecPreference,
      opusDtx,
      signal: (to, payload) => session.send(to, payload),
    });
  };
  const send = (source: SourceKind): Promise<void> =>
    roster
      .syncLocal([source])
      .catch(errors.rethrow('The browser refused to send the track.', 'publish-failed'));
  const unlessGivenUp = <Value>(work: Promise<Value>, call: DriverCall | undefined): Promise<Value> =>
    untilAborted(work, { signal: call?.signal, what: 'Publishing' });
  /** A moderator's word is carried out at once; core makes it the user's intent. */
  const moderated = async (action: 'mute' | 'unpublish', source: SourceKind): Promise<void> => {
    if (phase() === 'over') return;
    const mutes = action === 'mute';
    const changed = mutes ? local.update(source, { muted: true }) : local.remove(source);
    if (mutes) sink.localMutedByServer({ source });
    else sink.localUnpublishedByServer({ source });
    await Promise.all([announcer.announce(changed), send(source)]);
  };
  /** Tells of what went wrong where nobody waits for it. */
  const telling = (name: string, work: Promise<unknown>): void => {
    work.catch((payload: unknown) => {
      if (phase() !== 'over') sink.vendorEvent({ name, payload });
    });
  };
  enter(session.welcome);
  const { id, permissions, role, credentialExpiresInMs } = session.welcome;
  const result = { roster: roster.begin(), permissions, role, credentialExpiresInMs };
  const native = {
    id,
    peerConnections: () =>
      new Map(roster.peers.flatMap(({ member, pc }) => (pc ? [[member.id, pc] as const] : []))),
  };
  session.start(
    listenToRoom({
      sink,
      roster,
      local,
      restarted(welcome) {
        native.id = welcome.id;
        enter(welcome);
      },
      // Without new servers the old ones are still better than none.
      refresh: () => telling('ice-servers-failed', ice.refresh()),
      moderated: (action, source) => telling('moderation-failed', moderated(action, source)),
      over: end,
    }),
  );
  return {
    native,
    result,
    async doLeave() {
      end();
      await session.leave();
    },
    doAbandon() {
      session.abandon();
      end();
    },
    async doSyncLocal(wanted, call) {
      const told = announcer.announce(local.replaceAll(wanted));
      const brought = reconcileSources({
        published: sourceKinds,
        wanted,
        unpublish: send,
        bring: ({ source }) => send(source),
        failure: (cause) => errors.from(cause, 'The source could not be sent.', 'publish-failed'),
      });
      const [{ failed }] = await unlessGivenUp(Promise.all([brought, told]), call);
      return { failed };
    },
    async doReplaceTrack(source, track, call) {
      local.update(source, { track });
      await unlessGivenUp(send(source), call);
    },
    async doSetQuality(source, quality, call) {
      const { contentHint = '', maxBitrate: bits } = quality;
      local.update(source, { quality, contentHint, maxBitrate: bits });
      await unlessGivenUp(send(source), call);
    },
    async doSetMuted(source, muted, call) {
      const told = announcer.announce(local.update(source, { muted }));
      await unlessGivenUp(Promise.all([told, send(source)]), call);
    },
    doSyncRemote(remoteId, wanted) {
      roster.peer(remoteId)?.want(new Map(wanted.map(({ source, size }) => [source, size])));
      return Promise.resolve();
    },
    async doRenewCredential({ reason, signal }) {
      const token = await fetchToken(options, { request, reason, signal });
      if (token === undefined) throw errors.make('unsupported', 'p2p was given no credential function.');
      return { expiresInMs: await session.renew(token) };
    },
    doSetProfile: ({ displayName }) => session.setProfile(displayName),
    async doSendMessage({ topic, text, to }) {
      const receivers =
        to === undefined ? roster.peers : to.flatMap((remoteId) => roster.peer(remoteId) ?? []);
      await Promise.all(receivers.map((peer) => peer.message(topic, text)));
    },
    doSetSignals(wanted) {
      if (wanted.quality) quality.start();
      else quality.stop();
      return Promise.resolve();
    },
    doGetStats: statsOf,
    async doModerate(wish) {
      if (wish.action === 'close-room') return session.moderate({ action: 'close-room' });
      const { action, remoteId: target } = wish;
      return session.moderate(
        action === 'kick' ? { action, target } : { action, target, source: wish.source },
      );
    },
  };
}
