import type { TrtcEnterRoom, TrtcInstance } from '../../src/index.ts';
import { slotOf, type Slot } from '../double/member.ts';
import type { ProbeStage } from './stage.ts';

const slots = { audio: 'microphone', video: 'camera', screen: 'screen' } as const;

/** A person with an instance, and what it told them. */
export class Caller {
  readonly instance: TrtcInstance;
  /** One line for each event: who, what, which. */
  readonly events: string[] = [];
  readonly stage: ProbeStage;

  constructor(stage: ProbeStage) {
    this.stage = stage;
    this.instance = stage.instance();
    const { instance } = this;
    const tell = (...words: readonly string[]): void => void this.events.push(words.join(' '));
    instance.on('remote-user-enter', ({ userId }) => {
      tell(userId, 'enters');
    });
    instance.on('remote-user-exit', ({ userId }) => {
      tell(userId, 'exits');
    });
    instance.on('remote-audio-available', ({ userId }) => {
      tell(userId, 'has microphone');
    });
    instance.on('remote-audio-unavailable', ({ userId }) => {
      tell(userId, 'lacks microphone');
    });
    instance.on('remote-video-available', ({ userId, streamType }) => {
      tell(userId, 'has', slotOf(streamType));
    });
    instance.on('remote-video-unavailable', ({ userId, streamType }) => {
      tell(userId, 'lacks', slotOf(streamType));
    });
    instance.on('track', ({ userId, streamType, track }) => {
      if (userId !== '') tell(userId, 'track', track.kind === 'audio' ? 'audio' : String(streamType));
    });
    instance.on('publish-state-changed', ({ mediaType, state }) => {
      tell(slots[mediaType], state);
    });
    instance.on('kicked-out', ({ reason }) => {
      tell('out', reason);
    });
    instance.on('custom-message', ({ userId, cmdId, data }) => {
      tell(userId, 'says', String(cmdId), new TextDecoder().decode(data));
    });
  }

  static async joined(
    stage: ProbeStage,
    userId: string,
    how: Partial<Pick<TrtcEnterRoom, 'scene' | 'role'>> = {},
  ): Promise<Caller> {
    const caller = new Caller(stage);
    await caller.instance.enterRoom({ ...(await stage.entry(userId)), ...how });
    return caller;
  }

  /** Starts one, with a track of the app's. */
  async start(slot: Slot, { mute = false }: { readonly mute?: boolean } = {}): Promise<MediaStreamTrack> {
    const track = this.stage.track(slot === 'microphone' ? 'audio' : 'video');
    if (slot === 'microphone') await this.instance.startLocalAudio({ mute, option: { audioTrack: track } });
    else if (slot === 'camera') await this.instance.startLocalVideo({ mute, option: { videoTrack: track } });
    else await this.instance.startScreenShare({ option: { videoTrack: track } });
    return track;
  }

  /** Sends a message. */
  say(text: string): void {
    this.instance.sendCustomMessage({ cmdId: 1, data: new TextEncoder().encode(text).buffer });
  }

  /** Waits for an event. */
  hears(line: string): Promise<void> {
    return this.stage.until(line, () => this.events.includes(line));
  }

  /** The events that begin so. */
  of(beginning: string): readonly string[] {
    return this.events.filter((event) => event.startsWith(beginning));
  }
}
