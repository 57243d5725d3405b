import type { Rules } from '../rules.ts';
import { livekitCalls } from './livekit-calls.ts';
import { listenToLivekit } from './livekit-events.ts';

const bridge = 'jackfield-livekit';
/** Options of a room that core does by itself. */
const itself = new Set(['adaptiveStream', 'dynacast', 'disconnectOnPageLeave', 'stopLocalTrackOnUnpublish']);

/** The table for `livekit-client` 2. */
export const livekitRules: Rules = {
  module: 'livekit-client',
  engineClass: 'Room',
  bridge,
  construct(file, options) {
    const others = (options?.properties ?? []).flatMap((property) =>
      property.type === 'ObjectProperty' &&
      property.key.type === 'Identifier' &&
      !itself.has(property.key.name)
        ? [property.key.name]
        : [],
    );
    const code = `${file.use('createSession', '@jackfield/core')}(${file.use('vendor', bridge)}())`;
    if (others.length === 0) return { code };
    return {
      code,
      note: `Options of the room were left out: ${others.join(', ')}. Sizes and devices are options of enable().`,
    };
  },
  call: (file, call) => livekitCalls[call.method]?.(call, (name) => file.use(name, bridge)),
  property(file, { engine, name }) {
    if (name === 'remoteParticipants') return { code: `${engine}.participants` };
    if (name === 'canPlaybackAudio') return { code: `!${engine}.playback.blocked` };
    if (name === 'name') return { code: `${engine}.snapshot.self?.room` };
    if (name === 'isRecording') return { code: `${engine}.snapshot.recording` };
    return undefined;
  },
  listen: (file, listening) => listenToLivekit(file, listening, bridge),
  types: { Room: 'RtcSession', RemoteParticipant: 'Participant' },
};
