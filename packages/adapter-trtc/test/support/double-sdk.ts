import { createFakeEnvironment } from '@jackfield/core/testing';
import type { TrtcEnterRoom, TrtcEvents, TrtcInstance, TrtcSdk } from '../../src/index.ts';

const { tracks } = createFakeEnvironment();

/** What the double does in place of the vendor. */
export interface DoubleBehaviour {
  /** Rejects with this, never settles, or succeeds. */
  enterRoom?: () => Promise<unknown>;
  /** Publications are confirmed by themselves. */
  confirms?: boolean;
  /** There is no track before `receive` brings it. */
  tracks?: 'late';
}

/** The connection of an instance, as far as the adapter looks at it. */
export class DoubleConnection extends EventTarget {
  connectionState: RTCPeerConnectionState = 'connected';
  report: ReadonlyMap<string, object> = new Map();

  getStats(): Promise<ReadonlyMap<string, object>> {
    return Promise.resolve(this.report);
  }

  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

/** One instance of the double: behaves as was measured of the SDK where the adapter leans on it, and writes down what it is asked. */
export class DoubleInstance implements TrtcInstance {
  readonly calls: string[] = [];
  readonly sent: { cmdId: number; text: string }[] = [];
  entry: TrtcEnterRoom | undefined;
  destroyed = false;
  /** Where the SDK keeps its connection. */
  readonly _room: { singlePC?: { _peerConnection: DoubleConnection } } = {};
  readonly #behaviour: DoubleBehaviour;
  readonly #listeners = new Map<string, Set<(event: never) => void>>();
  readonly #received = new Map<string, MediaStreamTrack>();
  #isIn = false;
  #reject: ((error: Error) => void) | undefined;

  constructor(behaviour: DoubleBehaviour) {
    this.#behaviour = behaviour;
  }

  get listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, all) => sum + all.size, 0);
  }

  async enterRoom(entry: TrtcEnterRoom): Promise<unknown> {
    this.calls.push('enterRoom');
    this.entry = entry;
    const pending = new Promise((_resolve, reject) => {
      this.#reject = reject;
    });
    await Promise.race([this.#behaviour.enterRoom?.() ?? Promise.resolve(), pending]);
    this.#isIn = true;
    return undefined;
  }

  exitRoom(): Promise<unknown> {
    this.calls.push('exitRoom');
    this.#isIn = false;
    return Promise.resolve();
  }

  destroy(): void {
    this.calls.push('destroy');
    // Measured: in a room it throws; while a join hangs it rejects the join.
    if (this.#isIn) throw Object.assign(new Error('in a room'), { code: 5100 });
    this.destroyed = true;
    this.#reject?.(Object.assign(new Error('client was destroyed'), { code: 5100 }));
  }

  startLocalVideo(how: { mute: boolean }): Promise<unknown> {
    return this.#start('video', how.mute);
  }

  updateLocalVideo(how: { mute?: boolean; option?: unknown }): Promise<unknown> {
    return this.#note(`updateLocalVideo ${describe(how)}`);
  }

  stopLocalVideo(): Promise<unknown> {
    return this.#note('stopLocalVideo');
  }

  startLocalAudio(how: { mute: boolean }): Promise<unknown> {
    return this.#start('audio', how.mute);
  }

  updateLocalAudio(how: { mute?: boolean; option?: unknown }): Promise<unknown> {
    return this.#note(`updateLocalAudio ${describe(how)}`);
  }

  stopLocalAudio(): Promise<unknown> {
    return this.#note('stopLocalAudio');
  }

  startScreenShare(): Promise<unknown> {
    return this.#start('screen', false);
  }

  updateScreenShare(): Promise<unknown> {
    return this.#note('updateScreenShare');
  }

  stopScreenShare(): Promise<unknown> {
    return this.#note('stopScreenShare');
  }

  startRemoteVideo({ userId, streamType }: { userId: string; streamType: string }): Promise<unknown> {
    this.#subscribe(`${userId} ${streamType}`, 'video');
    return this.#note(`startRemoteVideo ${userId} ${streamType}`);
  }

  stopRemoteVideo({ userId, streamType }: { userId: string; streamType: string }): Promise<unknown> {
    return this.#note(`stopRemoteVideo ${userId} ${streamType}`);
  }

  muteRemoteAudio(userId: string, muted: boolean): Promise<unknown> {
    if (!muted) this.#subscribe(`${userId} audio`, 'audio');
    return this.#note(`muteRemoteAudio ${userId} ${String(muted)}`);
  }

  setRemoteAudioVolume(userId: string, volume: number): void {
    this.calls.push(`volume ${userId} ${String(volume)}`);
  }

  enableAudioVolumeEvaluation(intervalMs: number): void {
    this.calls.push(`levels ${String(intervalMs)}`);
  }

  getVideoTrack(of: { userId: string; streamType: string }): MediaStreamTrack | null {
    return this.#received.get(`${of.userId} ${of.streamType}`) ?? null;
  }

  getAudioTrack({ userId }: { userId: string }): MediaStreamTrack | null {
    return this.#received.get(`${userId} audio`) ?? null;
  }

  switchRole(role: string): Promise<unknown> {
    return this.#note(`switchRole ${role}`);
  }

  sendCustomMessage({ cmdId, data }: { cmdId: number; data: ArrayBuffer }): unknown {
    this.sent.push({ cmdId, text: new TextDecoder().decode(data) });
    this.calls.push(`message ${String(cmdId)}`);
    return undefined;
  }

  on<Name extends keyof TrtcEvents>(name: Name, listener: TrtcEvents[Name]): void {
    const all = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, all.add(listener));
  }

  off<Name extends keyof TrtcEvents>(name: Name, listener: TrtcEvents[Name]): void {
    this.#listeners.get(name)?.delete(listener);
  }

  /** The track of somebody comes. */
  receive(userId: string, streamType: 'audio' | 'main' | 'sub'): void {
    const track = tracks.create({ kind: streamType === 'audio' ? 'audio' : 'video', origin: 'remote' });
    this.#received.set(`${userId} ${streamType}`, track);
    this.emit('track', { userId, streamType, track });
  }

  /** The instance has a media connection, or another one. */
  connect(): DoubleConnection {
    const connection = new DoubleConnection();
    this._room.singlePC = { _peerConnection: connection };
    return connection;
  }

  /** Something happens. */
  emit<Name extends keyof TrtcEvents>(name: Name, event: Parameters<TrtcEvents[Name]>[0]): void {
    for (const listener of this.#listeners.get(name) ?? []) (listener as (payload: unknown) => void)(event);
  }

  async #start(mediaType: 'audio' | 'video' | 'screen', muted: boolean): Promise<unknown> {
    this.calls.push(`start ${mediaType}${muted ? ' muted' : ''}`);
    await Promise.resolve();
    // Measured: the promise resolves when the track is taken; the confirmation comes later.
    if (this.#behaviour.confirms !== false)
      queueMicrotask(() => {
        this.emit('publish-state-changed', { mediaType, state: 'started' });
      });
    return undefined;
  }

  #subscribe(name: string, kind: 'audio' | 'video'): void {
    if (this.#behaviour.tracks !== 'late')
      this.#received.set(name, tracks.create({ kind, origin: 'remote' }));
  }

  #note(call: string): Promise<unknown> {
    this.calls.push(call);
    return Promise.resolve();
  }
}

/** The double of the SDK. */
export class DoubleSdk implements TrtcSdk {
  readonly instances: DoubleInstance[] = [];
  readonly levels: unknown[] = [];
  readonly options: unknown[] = [];
  behaviour: DoubleBehaviour = {};

  create(options: unknown): DoubleInstance {
    this.options.push(options);
    const made = new DoubleInstance(this.behaviour);
    this.instances.push(made);
    return made;
  }

  setLogLevel(level: number, upload: boolean): void {
    this.levels.push([level, upload]);
  }

  get last(): DoubleInstance {
    const last = this.instances.at(-1);
    if (!last) throw new Error('No instance was made.');
    return last;
  }
}

function describe({ mute, option }: { mute?: boolean; option?: unknown }): string {
  return `${mute === undefined ? '' : `mute=${String(mute)}`}${option === undefined ? '' : ' track'}`.trim();
}
