import type {
  TrtcAudioOption,
  TrtcEnterRoom,
  TrtcInstance,
  TrtcRole,
  TrtcVideoOption,
  TrtcVideoProfile,
} from '../../src/index.ts';
import { DoubleConnection } from './double-connection.ts';
import { DoubleDialler } from './double-dialler.ts';
import { DoubleEmitter } from './double-emitter.ts';
import { DoubleError } from './double-error.ts';
import type { DoubleNetwork } from './double-network.ts';
import { DoubleReceiving } from './double-receiving.ts';
import { DoubleSending, refused } from './double-sending.ts';
import type { DoubleService } from './double-service.ts';
import { slotOf, type Listed, type Member, type Notice, type Slot } from './member.ts';

const statisticsMs = 2_000;
/** How long the service keeps somebody who has gone without a word: short, as clauses look for it in steps of a millisecond. */
const absenceMs = 100;

type Video = { readonly mute?: boolean; readonly option?: Partial<TrtcVideoOption> };
type Audio = { readonly mute?: boolean; readonly option?: TrtcAudioOption };
type Remote = { readonly userId: string; readonly streamType: 'main' | 'sub' };

/** One instance of the SDK, which behaves as was measured, oddities and all. */
export class DoubleInstance extends DoubleEmitter implements TrtcInstance, Member {
  /** The bounds of a picture's encoder. */
  readonly profiles: Map<'camera' | 'screen', TrtcVideoProfile> = new Map<
    'camera' | 'screen',
    TrtcVideoProfile
  >();
  readonly _room: { singlePC: { _peerConnection: DoubleConnection } | null } = { singlePC: null };
  readonly service: DoubleService;
  userId = '';
  room: string | undefined;
  #state: 'out' | 'entering' | 'in' | 'destroyed' = 'out';
  #role: TrtcRole = 'anchor';
  #entering: { readonly done: Promise<void>; readonly fail: (error: Error) => void } | undefined;
  #statistics: (() => void) | undefined;
  readonly #network: DoubleNetwork;
  readonly #dialler: DoubleDialler;
  readonly #undo: () => void;
  readonly #sending: DoubleSending;
  readonly #receiving: DoubleReceiving;

  constructor(service: DoubleService, network: DoubleNetwork) {
    super();
    this.service = service;
    this.#network = network;
    this.#dialler = new DoubleDialler(service.clock, network, (error) => {
      this.emit('error', error);
    });
    this.#undo = network.onCut(() => {
      this.#wasCut();
    });
    this.#receiving = new DoubleReceiving(service, this);
    this.#sending = new DoubleSending({
      service,
      emitter: this,
      mayPublish: () => this.#state === 'in' && this.#role === 'anchor',
      listChanged: () => {
        if (this.room !== undefined && network.reachable)
          service.tellOthers(this.room, this, { event: 'list', member: this });
      },
    });
  }

  get watches(): boolean {
    return this.#role === 'audience';
  }

  get listed(): ReadonlyMap<Slot, Listed> {
    return this.#sending.listed;
  }

  /** What it still does, one line each. */
  get leftovers(): readonly string[] {
    const lines = this.#state === 'in' ? ['an instance is still in a room'] : [];
    return this.#dialler.dials ? [...lines, 'an instance goes on dialling'] : lines;
  }

  sends(slot: Slot): boolean {
    return this.#network.reachable && this.#sending.sends(slot);
  }

  enterRoom(entry: TrtcEnterRoom): Promise<void> {
    if (this.#state === 'in') return refused(5100, 'it is in a room already', 5104);
    if (this.#state === 'entering') return refused(5998, 'enterRoom is already start');
    if (this.#state === 'destroyed') return refused(5100, 'client was destroyed');
    this.#state = 'entering';
    this.userId = entry.userId;
    this.#role = entry.scene === 'live' ? (entry.role ?? 'anchor') : 'anchor';
    const done = new Promise<void>((resolve, fail) => {
      this.#entering = { done: Promise.resolve(), fail };
      this.emit('connection-state-changed', { state: 'CONNECTING' });
      this.#dialler.dial(() => {
        this.emit('connection-state-changed', { state: 'CONNECTED' });
        void this.#join(entry).then(resolve, fail);
      });
    });
    this.#entering = { done, fail: this.#entering?.fail ?? (() => undefined) };
    return done;
  }

  async exitRoom(): Promise<void> {
    // It waits for a join that is pending, and with it for ever.
    if (this.#state === 'entering') await this.#entering?.done;
    if (this.#state === 'in') this.#leave();
  }

  destroy(): void {
    if (this.#state === 'in') throw new DoubleError(5100, 'it is in a room');
    this.#end('destroyed');
    this.#undo();
    this.#entering?.fail(new DoubleError(5100, 'client was destroyed'));
  }

  startLocalVideo({ mute = false, option }: Video): Promise<void> {
    if (option?.profile) this.profiles.set('camera', option.profile);
    return this.#start('camera', option?.videoTrack, mute);
  }

  updateLocalVideo({ mute, option }: Video): Promise<void> {
    if (option?.profile) this.profiles.set('camera', option.profile);
    return this.#sending.update('camera', { muted: mute, track: option?.videoTrack });
  }

  stopLocalVideo(): Promise<void> {
    return this.#sending.stop('camera');
  }

  startLocalAudio({ mute = false, option }: Audio): Promise<void> {
    return this.#start('microphone', option?.audioTrack, mute);
  }

  updateLocalAudio({ mute, option }: Audio): Promise<void> {
    return this.#sending.update('microphone', { muted: mute, track: option?.audioTrack });
  }

  stopLocalAudio(): Promise<void> {
    return this.#sending.stop('microphone');
  }

  startScreenShare({ option }: Video): Promise<void> {
    if (option?.profile) this.profiles.set('screen', option.profile);
    return this.#start('screen', option?.videoTrack, false);
  }

  updateScreenShare({ option }: Video): Promise<void> {
    return this.#sending.update('screen', { track: option?.videoTrack });
  }

  stopScreenShare(): Promise<void> {
    return this.#sending.stop('screen');
  }

  startRemoteVideo({ userId, streamType }: Remote): Promise<void> {
    return this.#receiving.startVideo(userId, slotOf(streamType));
  }

  stopRemoteVideo({ userId, streamType }: Remote): Promise<void> {
    return this.#receiving.stopVideo(userId, slotOf(streamType));
  }

  muteRemoteAudio(userId: string, muted: boolean): Promise<void> {
    return this.#receiving.muteAudio(userId, muted);
  }

  setRemoteAudioVolume(): void {
    // Nothing is heard in Node.
  }

  enableAudioVolumeEvaluation(): void {
    // Nobody speaks in Node.
  }

  getVideoTrack({ userId, streamType }: Remote): MediaStreamTrack | null {
    return this.#receiving.trackOf(userId, slotOf(streamType));
  }

  getAudioTrack({ userId }: { readonly userId: string }): MediaStreamTrack | null {
    return this.#receiving.trackOf(userId, 'microphone');
  }

  async switchRole(role: TrtcRole): Promise<void> {
    const { room } = this;
    if (room === undefined) return refused(5100, 'it is in no room', 5101);
    const code = await this.service.request('set-role');
    if (code !== 0) return refused(5400, `switchRole failed, errCode: ${String(code)} errMsg: refused`);
    this.#role = role;
    if (role === 'anchor') {
      this.service.appear(room, this);
      this.#sending.begin();
    } else {
      this.#sending.end();
      this.service.disappear(room, this);
    }
  }

  sendCustomMessage({ cmdId, data }: { readonly cmdId: number; readonly data: ArrayBuffer }): void {
    // The SDK would make an unhandled rejection of it.
    if (this.#state !== 'in' || this.watches || data.byteLength > 1000)
      throw new DoubleError(5100, 'it cannot be sent');
    if (this.room !== undefined && this.#network.reachable)
      this.service.tellOthers(this.room, this, { event: 'message', member: this, cmdId, data });
  }

  notify(notice: Notice): void {
    if (this.#state !== 'in' || !this.#network.reachable) return;
    if (notice.event === 'enter') this.#receiving.entered(notice.member);
    else if (notice.event === 'list') this.#receiving.listed(notice.member);
    else if (notice.event === 'message') this.#receiving.message(notice.member, notice.cmdId, notice.data);
    else if (notice.event === 'out') {
      this.#end('out');
      this.emit('connection-state-changed', { state: 'DISCONNECTED' });
      this.emit('kicked-out', { reason: notice.reason });
    } else this.#receiving.left(notice.member.userId);
  }

  async #join(entry: TrtcEnterRoom): Promise<void> {
    const code = await this.service.request('join');
    if (this.#state !== 'entering') throw new DoubleError(5100, 'client was destroyed');
    if (code !== 0) {
      this.#end('out');
      // The number of a refused userSig is in the text alone.
      if (code > 70_000) throw new DoubleError(5500, `join failed (errorCode: ${String(code)}, refused)`);
      throw new DoubleError(5400, 'join failed', code);
    }
    this.#state = 'in';
    this._room.singlePC = { _peerConnection: new DoubleConnection() };
    this.#countStatistics();
    this.#admit(String(entry.strRoomId ?? entry.roomId));
  }

  #admit(room: string): void {
    this.room = room;
    this.service.enter(room, this);
    if (!this.watches) this.#sending.begin();
  }

  #wasCut(): void {
    if (this.#state !== 'in') return;
    const { room } = this;
    this.emit('connection-state-changed', { state: 'DISCONNECTED' });
    this.emit('connection-state-changed', { state: 'CONNECTING' });
    this.#dialler.dial(() => {
      if (room === undefined) return;
      this.emit('connection-state-changed', { state: 'CONNECTED' });
      if (this.service.member(room, this.userId) === this) {
        this.#receiving.only(this.service.members(room));
        this.service.introduce(room, this);
        this.service.tellOthers(room, this, { event: 'list', member: this });
        return;
      }
      // Refused: it joins anew and publishes again by itself.
      this.#receiving.clear();
      this.#sending.end();
      this.#admit(room);
    });
  }

  #countStatistics(): void {
    this.#statistics = this.service.clock.after(statisticsMs, () => {
      this.emit('statistics', {});
      this.#countStatistics();
    });
  }

  #start(slot: Slot, track: MediaStreamTrack | undefined, muted: boolean): Promise<void> {
    if (!track) return refused(5000, 'a track is missing', 5004);
    return this.#sending.start(slot, track, muted);
  }

  #leave(): void {
    const { room, service } = this;
    if (room !== undefined) {
      if (this.#network.reachable) service.remove(room, this);
      else
        service.clock.after(absenceMs, () => {
          service.remove(room, this);
        });
    }
    this.#end('out');
    this.emit('connection-state-changed', { state: 'DISCONNECTED' });
  }

  #end(state: 'out' | 'destroyed'): void {
    this.#state = state;
    this.room = undefined;
    this.#dialler.end();
    this.#statistics?.();
    this._room.singlePC?._peerConnection.becomes('closed');
    this._room.singlePC = null;
    this.#sending.end();
    this.#receiving.clear();
  }
}
