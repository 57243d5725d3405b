import type { RtcDriverSink } from '@jackfield/core/adapter';

/** Facts about the session itself, which its server tells again when the link is back. */
export const aboutSelf: ReadonlySet<keyof RtcDriverSink> = new Set([
  'localMutedByServer',
  'localUnpublishedByServer',
  'permissionsChanged',
  'recordingChanged',
  'credentialExpiring',
]);
