import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { RtcCapabilities } from '../model/capabilities.ts';
import type { ParticipantPermissions } from '../model/participant.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { SessionAction } from '../face/session-action.ts';

/** Tells whether something can be done, by what the adapter claims, what was granted, and what the browser has. Pure. */
export function can(
  action: SessionAction,
  capabilities: RtcCapabilities,
  permissions: ParticipantPermissions | undefined,
  environment: Pick<RtcEnvironment, 'mediaDevices' | 'canChooseSpeaker'>,
): boolean {
  const devices = environment.mediaDevices;
  const publish = (source: SourceKind): boolean =>
    capabilities.sources.includes(source) && (permissions?.publish.includes(source) ?? true);
  const screen = publish('screen') && devices?.getDisplayMedia !== undefined;
  switch (action) {
    case 'publish-microphone':
      return publish('microphone') && devices !== undefined;
    case 'publish-camera':
      return publish('camera') && devices !== undefined;
    case 'publish-screen':
      return screen;
    case 'publish-screen-audio':
      return screen && capabilities.screenAudio !== 'none';
    case 'publish-camera-with-screen':
      return screen && publish('camera') && capabilities.cameraWithScreen;
    case 'send-message':
      return capabilities.messages !== false && (permissions?.sendMessages ?? true);
    case 'set-role':
      return capabilities.roles.length > 0;
    case 'set-display-name':
      return capabilities.displayNames === true;
    case 'choose-speaker':
      return environment.canChooseSpeaker;
    default:
      return (
        (permissions?.moderate ?? true) &&
        capabilities.moderation.some((moderation) => action === `moderate-${moderation}`)
      );
  }
}
