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
  const publish = (source: SourceKind, there: boolean = devices !== undefined): boolean =>
    there && capabilities.sources.includes(source) && (permissions?.publish.includes(source) ?? true);
  const screen = publish('screen', devices?.getDisplayMedia !== undefined);
  const answers: Partial<Record<SessionAction, boolean>> = {
    'publish-microphone': publish('microphone'),
    'publish-camera': publish('camera'),
    'publish-screen': screen,
    'publish-screen-audio': screen && capabilities.screenAudio !== 'none',
    'publish-camera-with-screen': screen && publish('camera') && capabilities.cameraWithScreen,
    'send-message': capabilities.messages !== false && (permissions?.sendMessages ?? true),
    'set-role': capabilities.roles.length > 0,
    'set-display-name': capabilities.displayNames === true,
    'choose-speaker': environment.canChooseSpeaker,
  };
  return (
    (typeof action === 'string' && Object.hasOwn(answers, action) ? answers[action] : undefined) ??
    ((permissions?.moderate ?? true) &&
      capabilities.moderation.some((moderation) => action === `moderate-${moderation}`))
  );
}
