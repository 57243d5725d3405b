export { browserEnvironment } from './environment/browser-environment.ts';
export { createFakeEnvironment } from './testing/create-fake-environment.ts';
export type { FakeEnvironment, FakeEnvironmentOptions } from './testing/create-fake-environment.ts';
export { FakeAudioContext } from './testing/fake-audio-context.ts';
export type { FakeAudioContextInit } from './testing/fake-audio-context.ts';
export { setLoudness } from './testing/fake-audio-nodes.ts';
export type {
  FakeAnalyserNode,
  FakeAudioNode,
  FakeDestinationNode,
  FakeGainNode,
  FakeGainParam,
  FakeSourceNode,
} from './testing/fake-audio-nodes.ts';
export { FakeAudioElement } from './testing/fake-audio-element.ts';
export type { PlaybackRules } from './testing/fake-audio-element.ts';
export { createFakeClock } from './testing/fake-clock.ts';
export type { FakeClock, PendingTimer } from './testing/fake-clock.ts';
export { usualDevices } from './testing/fake-device.ts';
export type { FakeDevice } from './testing/fake-device.ts';
export type { DeviceFault, FakeDevices } from './testing/fake-devices.ts';
export type { FakeElements } from './testing/fake-elements.ts';
export { FakeMediaStream } from './testing/fake-media-stream.ts';
export type { FakePage, FakeWindow } from './testing/fake-page.ts';
export type { FakePermission, FakePermissions, FakePrompt } from './testing/fake-permissions.ts';
export type { FakePicker, FakeShare, OpenPicker } from './testing/fake-picker.ts';
export { FakeMediaStreamTrack } from './testing/fake-track.ts';
export { FakeHome, FakeVideoView } from './testing/fake-video-view.ts';
export { noLeaks } from './testing/leak-report.ts';
export type { LeakReport } from './testing/leak-report.ts';
export type { ListenerCounter } from './testing/listener-counter.ts';
export { FakeOverconstrainedError } from './testing/match-constraints.ts';
export { createTrackRegistry } from './testing/track-registry.ts';
export type { TrackRegistry } from './testing/track-registry.ts';
export { TrackSource } from './testing/fake-track.ts';
export type { TrackSourceInit } from './testing/fake-track.ts';
