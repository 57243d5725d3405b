import type { TrackRegistry } from '@jackfield/core/testing';
import type { AliEngine, AliRtcAuthInfo, AliRtcSupport, AliRtcUserInfo } from '../../src/index.ts';
import { DoubleListeners } from './double-listeners.ts';
import { asReason, circular, DoublePublisher, plain, reject } from './double-publisher.ts';
import type { DoubleConnection } from './double-sender.ts';
import { DoubleSubscriptions, type HeldUser } from './double-subscriptions.ts';
import { userInfoOf, type Label, type Member, type Notice, type Stream } from './member.ts';
import type { DoubleService } from './service.ts';

/**
 * A scripted double of `AliRtcEngine`: what the real one was measured to do, its traps first. The same questions are put to both
 * (`probes`), and must have the same answers.
 */
export class DoubleEngine implements AliEngine, Member {
  enableAudioVolumeIndicator = false;
  readonly service: DoubleService;
  readonly tracks: TrackRegistry;
  readonly publisher: DoublePublisher;
  readonly subscriptions: DoubleSubscriptions;
  /** The private members that adapters reach for. */
  readonly _channelInfo: {
    readonly self: { readonly conn: DoubleConnection | null };
    readonly _users: Readonly<Record<string, HeldUser>>;
  };
  readonly _signalingManager = {
    _signaling: {},
    stop: (): void => {
      this.polling = false;
    },
    leave: (): Promise<void> => this.#askToLeave(),
  };
  userId = '';
  displayName = '';
  room: string | undefined;
  /** Whether it asks the service for news. */
  polling = false;
  /** Whether the way to the service is there. */
  reachable = true;
  readonly #listeners = new DoubleListeners();
  readonly #users = new Map<string, Member>();
  /** The room that the service has it in. */
  #entered: string | undefined;

  constructor(service: DoubleService, tracks: TrackRegistry) {
    this.service = service;
    this.tracks = tracks;
    const publisher = new DoublePublisher(this);
    const subscriptions = new DoubleSubscriptions({
      service,
      known: (userId) => this.#users.get(userId),
      streamArrived: (userId, mediaStream) => {
        this.#listeners.fire('onMediaStreamUpdate', { userId, mediaStream });
      },
    });
    this.publisher = publisher;
    this.subscriptions = subscriptions;
    this._channelInfo = {
      self: {
        get conn() {
          return publisher.connection;
        },
      },
      _users: subscriptions.held,
    };
  }

  get configLocalAudioPublish(): boolean {
    return this.publisher.flags.sophon_audio;
  }
  set configLocalAudioPublish(wanted: boolean) {
    this.publisher.flags.sophon_audio = wanted;
  }
  get configLocalCameraPublish(): boolean {
    return this.publisher.flags.sophon_video_camera_large;
  }
  set configLocalCameraPublish(wanted: boolean) {
    this.publisher.flags.sophon_video_camera_large = wanted;
  }
  get configLocalScreenPublish(): boolean {
    return this.publisher.flags.sophon_video_screen_share;
  }
  set configLocalScreenPublish(wanted: boolean) {
    this.publisher.flags.sophon_video_screen_share = wanted;
  }

  get streams(): ReadonlyMap<Label, Stream> {
    return this.publisher.streams;
  }

  sends(label: Label): boolean {
    return this.reachable && this.publisher.sends(label);
  }

  isSupport(): Promise<AliRtcSupport> {
    const found = { system: 'Linux', browser: 'Chrome', browser_version: '156.0.0.0', isElectron: false };
    const devices = { audioDevice: false, videoDevice: false };
    const supports = { supportScreenShare: true, supportMixBackgroundAudio: true, supportH264: true };
    return Promise.resolve({ isSupported: true, ...found, ...devices, ...supports });
  }

  setChannelProfile(profile: 0 | 1): boolean {
    return this.room === undefined && [0, 1].includes(profile);
  }

  setClientRole(): Promise<void> {
    return Promise.resolve();
  }

  joinChannel(auth: AliRtcAuthInfo, displayName = ''): Promise<void> {
    const missing = (['appid', 'channel', 'nonce', 'userid', 'timestamp', 'token', 'gslb'] as const).find(
      (key) => !auth[key],
    );
    if (missing !== undefined) {
      this.#listeners.fire('onError', `${missing} must not be empty`);
      return reject(plain(`${missing} must not be empty`));
    }
    if (!this.reachable) return Promise.reject(new TypeError('Failed to fetch'));
    // It cuts the query, and with it the request's id: no answer is ever known.
    if (displayName.includes('#')) return new Promise(() => undefined);
    return new Promise((resolve, fail) => {
      this.service.request(
        'join',
        (answer) => {
          if (answer.kind === 'refused') {
            fail(asReason({ errorCode: answer.code, message: 'refused' }));
            return;
          }
          // It comes by polling; the poll that is under way as that is stopped still brings it.
          if (this.#entered === undefined) return;
          this.room = this.#entered;
          resolve();
        },
        () => {
          this.userId = auth.userid;
          this.displayName = asQueried(displayName);
          this.#entered = auth.channel;
          this.polling = true;
          this.service.enter(auth.channel, this);
        },
      );
    });
  }

  leaveChannel(): Promise<void> {
    // Also while a join is under way, which then succeeds.
    if (this.room === undefined) return Promise.resolve();
    this.publisher.unPublish().catch(() => undefined); // it rejects where nothing is published
    this.subscriptions.forgetAll();
    this.#users.clear();
    // From here on it counts as gone: a second leave resolves at once.
    this.room = undefined;
    return this.#askToLeave();
  }

  publish(): Promise<void> {
    return this.publisher.publish();
  }

  unPublish(): Promise<unknown> {
    return this.publisher.unPublish();
  }

  subscribe(userId: string): Promise<string> {
    return this.subscriptions.subscribe(userId);
  }

  unSubscribe(userId: string): Promise<void> {
    return this.subscriptions.unSubscribe(userId);
  }

  configRemoteAudio(userId: string, wanted: boolean): boolean {
    return this.subscriptions.configure(userId, 'sophon_audio', wanted);
  }

  configRemoteCameraTrack(userId: string, _preferLarge: boolean, wanted: boolean): boolean {
    return this.subscriptions.configure(userId, 'sophon_video_camera_large', wanted);
  }

  configRemoteScreenTrack(userId: string, wanted: boolean): boolean {
    return this.subscriptions.configure(userId, 'sophon_video_screen_share', wanted);
  }

  muteLocalCamera(muted: boolean): boolean {
    return this.publisher.mute('sophon_video_camera_large', muted);
  }

  muteLocalMic(muted: boolean): boolean {
    return this.publisher.mute('sophon_audio', muted);
  }

  setExternalMediaTrack(track: MediaStreamTrack | null, type: 0 | 1 | 2): boolean {
    return this.publisher.setExternal(track, type);
  }

  getUserList(): readonly AliRtcUserInfo[] {
    return [...this.#users.values()].map(userInfoOf);
  }

  getUserInfo(userId: string): AliRtcUserInfo | null {
    const member = this.#users.get(userId);
    return member ? userInfoOf(member) : null;
  }

  readonly on: AliEngine['on'] = (name, listener) => {
    this.#listeners.on(name, listener);
  };

  readonly off: AliEngine['off'] = (name, listener) => {
    this.#listeners.off(name, listener);
  };

  /** Takes what polling brings. */
  notify(notice: Notice): void {
    if (!this.polling || !this.reachable) return;
    if (notice.event === 'bye') {
      // It drops everybody and what it publishes, and stays joined.
      this.publisher.unPublish().catch(() => undefined); // it rejects where nothing is published
      this.subscriptions.forgetAll();
      this.#users.clear();
      this.#listeners.fire('onBye', { code: notice.code });
      return;
    }
    this.#hear(notice.event, notice.member);
  }

  /** 90 s without an answer, told at once. Polling is over for good. */
  loseSignalling(): void {
    this.polling = false;
    this.#listeners.fire('onError', { errorCode: 10310, message: 'heartbeat timeout' });
  }

  /** The media path of the publication is cut. */
  losePublication(): void {
    if (this.publisher.connection) this.publisher.connection.dead = true;
    this.#listeners.fire('onError', { errorCode: 10301, message: 'ice disconnected', type: 'publish' });
  }

  #askToLeave(): Promise<void> {
    if (!this.reachable) return new Promise(() => undefined);
    return new Promise((resolve, fail) => {
      this.service.request(
        'leave',
        (answer) => {
          // Once it no longer polls, the answer never comes.
          if (!this.polling) return;
          if (answer.kind === 'refused') {
            fail(asReason(circular(answer.code)));
            return;
          }
          this.polling = false;
          resolve();
        },
        () => {
          const room = this.#entered;
          this.#entered = undefined;
          if (room !== undefined) this.service.remove(room, this);
        },
      );
    });
  }

  #hear(event: 'join' | 'leave' | 'publishers' | 'unpublish' | 'statusnotify', member: Member): void {
    const { userId } = member;
    const user = userInfoOf(member);
    if (event === 'leave') {
      if (this.#users.get(userId) !== member) return;
      this.#users.delete(userId);
      this.subscriptions.forget(userId);
      this.#listeners.fire('onLeave', user);
      return;
    }
    this.#users.set(userId, member);
    if (event === 'join') this.#listeners.fire('onJoin', { ...user, streamConfigs: [] });
    else if (event === 'publishers') this.#listeners.fire('onPublisher', user);
    else if (event === 'statusnotify') this.#listeners.fire('onNotify', [user]);
    else {
      this.subscriptions.withdrawn(userId);
      this.#listeners.fire('onUnPublisher', { ...user, streamConfigs: [] });
    }
  }
}

/** Reads a name as the service does that was put into a query as it is: an ampersand ends it, escapes are undone once. */
function asQueried(displayName: string): string {
  return new URLSearchParams(`name=${displayName}`).get('name') ?? '';
}
