import type {
  CredentialFunction,
  CredentialRequest,
  JoinResult,
  LocalFailure,
  LocalPublication,
  RtcCapabilities,
  RtcLimits,
  SourceKind,
} from '@jackfield/core/adapter';
import { createErrors, fetchCredential, type AdapterLeg, type LegContext } from '@jackfield/core/adapter-kit';
import { addBots, type BotOptions } from './bots.ts';
import type { FakeCloud } from './cloud.ts';
import { Connection } from '../connection.ts';
import type { FakeOperation } from '../trouble/faults.ts';
import type { Member } from './member.ts';
import { moderateScripted } from '../moderate-scripted.ts';
import { createSignals } from '../create-signals.ts';
import { createTraffic } from './traffic.ts';

/** The parts that a join of a cloud is made with. */
export interface CloudParts {
  readonly cloud: FakeCloud;
  /** The adapter's name. */
  readonly name: string;
  /** The claims of the adapter: what they deny it does not do. */
  readonly capabilities: RtcCapabilities;
  /** The bounds of the adapter: what is beyond them it refuses. */
  readonly limits: RtcLimits;
  /** The app's function for credentials. */
  readonly credential: CredentialFunction<unknown> | undefined;
  /** Milliseconds that a credential lasts; undefined for ever. */
  readonly credentialLifetimeMs: number | undefined;
  /** The crowd that keeps the session company. */
  readonly bots: BotOptions | undefined;
  /** When those who are there are told. */
  readonly rosterArrives: 'before' | 'with' | 'after';
}

/** Joins a room of a fake cloud: one leg of a call. */
export async function joinCloud(parts: CloudParts, leg: LegContext): Promise<AdapterLeg<FakeCloud>> {
  const { cloud, name, capabilities, limits, credential, credentialLifetimeMs, bots, rosterArrives } = parts;
  const { engine } = cloud;
  const { request, sink, cleanup } = leg;
  const { room, userId, displayName, role, signal } = request;
  const errors = createErrors({ adapter: name });
  const connection = new Connection({ engine, sink, userId, capabilities });

  const self = (): Member => {
    if (connection.member) return connection.member;
    throw errors.make('invalid-state', 'The fake cloud has ignored the join.');
  };
  /** One operation of the cloud's; whether it is to have an effect. */
  const operate = async (operation: FakeOperation): Promise<boolean> =>
    (await engine.operate(operation, self().userId, name)) !== 'ignore';
  const sync = (wanted: readonly LocalPublication[]): readonly LocalFailure[] => {
    const member = self();
    const shares = wanted.some(({ source }) => source === 'screen');
    const able = wanted.filter(
      ({ source }) =>
        capabilities.sources.includes(source) &&
        (source !== 'camera' || !shares || capabilities.cameraWithScreen),
    );
    for (const source of [...member.sources.keys()])
      if (!able.some((each) => each.source === source)) engine.unpublish(member, source);
    for (const { source, muted, track, quality } of able)
      engine.publish(member, { source, muted, track, quality });
    return wanted
      .filter((each) => !able.includes(each))
      .map(({ source }) => ({
        source,
        error: errors.make('unsupported', `${name} publishes no ${source}.`),
      }));
  };
  /** A vendor with a streaming roster tells who is there one by one, before the join has resolved or afterwards. */
  const rosterAtJoin = (): JoinResult['roster'] => {
    if (rosterArrives === 'with') return connection.rosterNow();
    if (rosterArrives === 'before') for (const info of connection.rosterNow()) sink.participantJoined(info);
    else connection.tellRosterLater();
    return [];
  };
  const authorize = async (reason: CredentialRequest['reason']): Promise<void> => {
    if (credential) await fetchCredential({ credential, request, reason, errors });
  };
  const enter = async (): Promise<JoinResult> => {
    await authorize('join');
    const verdict = await engine.operate('join', userId, name);
    signal.throwIfAborted();
    if (verdict === 'ignore') return { roster: [] };
    for (const [id, pattern] of [
      [userId, limits.userIdPattern],
      [room, limits.roomPattern],
    ] as const)
      if (!pattern.test(id)) throw errors.make('invalid-argument', `${name} takes no id like "${id}".`);
    const seen = capabilities.displayNames ? displayName.slice(0, limits.displayNameLength) : '';
    const member = engine.enter(room, { userId, displayName: seen, kind: 'person', role }, connection);
    connection.member = member;
    member.codecs = capabilities.quality?.codecs ? request.codecs : undefined;
    if (engine.recorded.has(room)) connection.tell('recordingChanged', { recording: true });
    if (bots) cleanup.add(addBots(cloud, room, bots));
    const failed = sync(request.local);
    if (verdict !== 'proceed') cloud.room(room).endNow(userId, verdict.end);
    const { permissions } = member;
    const credentialExpiresInMs = credentialLifetimeMs;
    return { roster: rosterAtJoin(), failed, permissions, role, credentialExpiresInMs };
  };
  const depart = (): void => {
    const { member } = connection;
    connection.closed = true;
    if (!member) return;
    for (const source of [...member.sources.keys()]) engine.unpublish(member, source);
    engine.remove(room, member);
    connection.stopAll();
  };
  cleanup.add(depart);
  const result = await enter();
  const signals = createSignals({ connection, engine, clock: cloud.clock, capabilities });
  cleanup.add(signals.stop);
  const traffic = createTraffic({ connection, clock: cloud.clock, roundTripMs: engine.roundTripMs });
  return {
    native: cloud,
    result,
    async doLeave() {
      if (connection.member && (await operate('leave'))) depart();
    },
    doAbandon: depart,
    async doSyncLocal(wanted) {
      return { failed: (await operate('publish')) ? sync(wanted) : [] };
    },
    async doReplaceTrack(source, track) {
      if (!(await operate('replace-track'))) return;
      if (capabilities.replaceTrack === 'none' && track)
        throw errors.make('publish-failed', `${name} exchanges no track.`);
      const known = self().sources.get(source);
      if (capabilities.replaceTrack === 'republish' && track && known) {
        engine.unpublish(self(), source);
        engine.publish(self(), { ...known, track });
      } else engine.replaceTrack(self(), source, track);
    },
    async doSetMuted(source, muted) {
      if (await operate('mute')) engine.setMuted(self(), source, muted);
    },
    async doSetQuality(source, quality) {
      if (await operate('set-quality')) engine.setQuality(self(), source, quality);
    },
    async doSyncRemote(remoteId, wanted) {
      if (!(await operate('subscribe'))) return;
      const remote = connection.memberOf(remoteId);
      // Somebody who has just gone needs no subscription; their leave is on its way.
      if (remote) connection.subscribe(remote, wanted);
    },
    async doRenewCredential() {
      await authorize('expiring');
      await operate('renew-credential');
      return { expiresInMs: credentialLifetimeMs };
    },
    async doSetProfile(profile) {
      if (await operate('set-profile')) engine.describe(self(), profile);
    },
    async doSetRole(wish) {
      if (!capabilities.roles.includes(wish))
        throw errors.make('invalid-argument', `${name} has no role "${wish}".`);
      if (await operate('set-role')) engine.describe(self(), { role: wish });
    },
    async doSendMessage({ topic, text, to }) {
      if (!(await operate('message'))) return;
      const { maxBytes = 0, directed = false } = capabilities.messages || {};
      if (new TextEncoder().encode(text).length > maxBytes)
        throw errors.make('message-failed', `${name} carries ${String(maxBytes)} bytes at most.`);
      const receivers = directed ? to?.flatMap((remoteId) => connection.memberOf(remoteId) ?? []) : undefined;
      engine.message(self(), { topic, text, to: receivers });
    },
    doSetSignals(wanted) {
      signals.set(wanted);
      return Promise.resolve();
    },
    async doGetStats() {
      return (await operate('stats')) ? traffic.read() : [];
    },
    async doSetAudioOutput(deviceId) {
      if (await operate('set-audio-output')) await connection.sounds.setSpeaker(deviceId);
    },
    async doSetVolume(remoteId: string, source: SourceKind, volume: number) {
      if (!(await operate('set-volume'))) return;
      const remote = connection.memberOf(remoteId);
      if (remote) connection.setVolume(remote, source, volume);
    },
    async doResumePlayback() {
      if (await operate('resume-playback')) await connection.sounds.resume();
    },
    async doModerate(wish) {
      if (!self().permissions.moderate) throw errors.make('forbidden', `${userId} may not moderate.`);
      if (!capabilities.moderation.includes(wish.action))
        throw errors.make('unsupported', `${name} has no ${wish.action}.`);
      if (!(await operate('moderate'))) return;
      const operator = cloud.room(room);
      if (wish.action === 'close-room') {
        operator.close();
        return;
      }
      const target = connection.memberOf(wish.remoteId);
      if (!target) throw errors.make('invalid-argument', 'Nobody here has that id.');
      if (!target.connection) moderateScripted(engine, { room, member: target }, wish);
      else if (wish.action === 'kick') operator.kick(target.userId);
      else if (wish.action === 'mute') operator.muteByServer(target.userId, wish.source);
      else operator.unpublishByServer(target.userId, wish.source);
    },
  };
}
