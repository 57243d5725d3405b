import type { MethodCall, Replacement } from '../rules.ts';

type Call = (call: MethodCall, bridge: (name: string) => string) => Replacement;

const local =
  (source: 'camera' | 'microphone'): Call =>
  ({ engine, texts: [wanted = 'true'] }, bridge) => {
    if (wanted === 'true') return { code: `${bridge('setOn')}(${engine}.${source}, true)` };
    if (wanted === 'false') return { code: `${engine}.${source}.mute()` };
    return { code: `${bridge('setOn')}(${engine}.${source}, ${wanted})` };
  };

/** Calls of a room and its local participant, and what takes their place. */
export const livekitCalls: Readonly<Record<string, Call>> = {
  connect: ({ engine, texts: [url = '', token = ''] }, bridge) => ({
    code: `${bridge('connect')}(${engine}, ${url}, ${token})`,
  }),
  prepareConnection: ({ engine }) => ({ code: `${engine}.preload()` }),
  disconnect: ({ engine }) => ({ code: `${engine}.leave()` }),
  startAudio: ({ engine }) => ({ code: `${engine}.playback.resume()` }),
  switchActiveDevice({ engine, texts: [kind = '', id = ''] }) {
    const source = {
      videoinput: 'camera.setDevice',
      audioinput: 'microphone.setDevice',
      audiooutput: 'playback.setSpeaker',
    }[kind.slice(1, -1)];
    if (source === undefined)
      return { left: 'Which device is it? camera.setDevice, microphone.setDevice or playback.setSpeaker.' };
    return { code: `${engine}.${source}(${id})` };
  },
  'localParticipant.enableCameraAndMicrophone': ({ engine }) => ({
    code: `Promise.all([${engine}.camera.enable(), ${engine}.microphone.enable()])`,
  }),
  'localParticipant.setCameraEnabled': local('camera'),
  'localParticipant.setMicrophoneEnabled': local('microphone'),
  'localParticipant.setScreenShareEnabled'({ engine, texts: [wanted = 'true', options = ''] }, bridge) {
    const audio = /audio:\s*true/u.test(options) ? '{ audio: true }' : '';
    if (wanted === 'true') return { code: `${engine}.screen.enable(${audio})` };
    if (wanted === 'false') return { code: `${engine}.screen.disable()` };
    return { code: `${bridge('setSharing')}(${engine}, ${wanted}${audio === '' ? '' : `, ${audio}`})` };
  },
  'localParticipant.publishData': () => ({
    left: 'Bytes were sent: session.sendMessage({ topic, text }) sends text, and message-received brings it.',
  }),
  'localParticipant.publishTrack': () => ({
    left: 'A track of its own was published: enable() publishes what core opens; session.native is the Room for other tracks.',
  }),
  off: () => ({ left: 'Keep what session.on returned, and call it: that ends the listening.' }),
};
