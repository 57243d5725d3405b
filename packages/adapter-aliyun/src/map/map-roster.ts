import type { RemoteParticipantInfo, RemotePublication, SourceKind } from '@jackfield/core/adapter';
import type { AliRtcStreamConfig, AliRtcUserInfo } from '../sdk-types/user-info.ts';

const sourcesByLabel: Readonly<Partial<Record<string, SourceKind>>> = {
  sophon_audio: 'microphone',
  sophon_video_camera_large: 'camera',
  sophon_video_camera_small: 'camera',
  sophon_video_camera_super: 'camera',
  sophon_video_screen_share: 'screen',
};

/** The source that a stream's label, which is also its track's id, stands for. */
export function sourceOf(label: string): SourceKind | undefined {
  return sourcesByLabel[label];
}

/** What a user publishes. Inactive entries are placeholders; a camera in several sizes is one source. */
export function mapSources(configs: readonly AliRtcStreamConfig[]): readonly RemotePublication[] {
  const bySource = new Map<SourceKind, RemotePublication>();
  for (const { label, state, muted = false } of configs) {
    const source = sourceOf(label);
    if (!source || state !== 'active') continue;
    const known = bySource.get(source);
    bySource.set(source, { source, muted: known ? known.muted && muted : muted });
  }
  return [...bySource.values()];
}

/** A user as core takes them. */
export function mapParticipant(user: AliRtcUserInfo, remoteId: string): RemoteParticipantInfo {
  const { userId, displayName = '', streamConfigs } = user;
  return { remoteId, userId, displayName: decodeName(displayName), sources: mapSources(streamConfigs) };
}

/**
 * The SDK escapes nothing: an ampersand would cut a name short, and a hash would hang the join. The service unescapes once, so
 * that everybody reads the name as it is, but for a percent sign: it is escaped twice, for {@link decodeName} to be sure.
 */
export function encodeName(displayName: string): string {
  // Half a character, which no text can carry, would make the escape throw.
  return encodeURIComponent(displayName.replaceAll(/\p{Surrogate}/gu, '\uFFFD').replaceAll('%', '%25'));
}

/** What another client of this adapter encoded; a name that is no valid encoding is shown as it came. */
export function decodeName(displayName: string): string {
  try {
    return decodeURIComponent(displayName);
  } catch {
    return displayName;
  }
}
