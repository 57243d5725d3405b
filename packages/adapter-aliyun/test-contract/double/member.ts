import type { AliRtcUserInfo } from '../../src/index.ts';

/** The labels of the three slots, in the order of the SDK's offer. */
export const labels = ['sophon_audio', 'sophon_video_camera_large', 'sophon_video_screen_share'] as const;

/** One of them. */
export type Label = (typeof labels)[number];

/** One announced stream. */
export interface Stream {
  readonly state: 'active' | 'inactive';
  readonly muted: boolean;
}

/** What a member is told. */
export type Notice =
  | {
      readonly event: 'join' | 'leave' | 'publishers' | 'unpublish' | 'statusnotify';
      readonly member: Member;
    }
  | { readonly event: 'bye'; readonly code: number };

/** Somebody in a room, with an engine or without. */
export interface Member {
  readonly userId: string;
  readonly displayName: string;
  /** Empty where nothing is published. */
  readonly streams: ReadonlyMap<Label, Stream>;
  /** Whether anything but silence or black arrives at others for it. */
  sends(label: Label): boolean;
  /** Called in order, some time after the fact. */
  notify(notice: Notice): void;
}

/** A member as the SDK tells of them. */
export function userInfoOf(member: Member): AliRtcUserInfo {
  return {
    userId: member.userId,
    displayName: member.displayName,
    streamConfigs: [...member.streams].map(([label, { state, muted }]) => ({ label, state, muted })),
  };
}
