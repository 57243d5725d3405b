import type {
  AliyunEmulator,
  EmulatedParticipant,
  FaultHandle,
  RequestName,
} from '@jackfield/aliyun-emulator';

const labels = {
  microphone: 'sophon_audio',
  camera: 'sophon_video_camera_large',
  screen: 'sophon_video_screen_share',
} as const;
type Source = keyof typeof labels;
const sources: readonly Source[] = ['microphone', 'camera', 'screen'];

/** What the page of the questions tells the service, by name: the room first, then whom or what. */
export function probeControl(
  emulator: AliyunEmulator,
): (name: string, room: string, ...values: readonly unknown[]) => unknown {
  const far = new Map<string, EmulatedParticipant>();
  const held = new Map<string, FaultHandle>();
  return (name, room, ...[what, more]) => {
    const key = `${room} ${String(what)}`;
    const userId = String(what);
    const request = what as RequestName;
    switch (name) {
      case 'auth':
        return emulator.credential({ room, userId });
      case 'far':
        far.set(key, emulator.addParticipant({ room, userId }));
        return undefined;
      case 'publish': {
        const inactive = sources.filter((source) => !(more as readonly Source[]).includes(source));
        far
          .get(key)
          ?.publish(
            { microphone: { toneHz: 660 }, camera: { colour: 'green' }, screen: { colour: 'blue' } },
            { inactive: inactive.map((source) => labels[source]) },
          );
        return undefined;
      }
      case 'withdraw':
        return far.get(key)?.unpublish();
      case 'leave':
        return far.get(key)?.leave();
      case 'refuse':
        emulator.fault({ kind: 'refuse', request, room, code: 33_622_275, times: 1 });
        return undefined;
      case 'hold':
        held.set(key, emulator.fault({ kind: 'hold', request, room, part: 'result' }));
        return undefined;
      case 'release':
        return held.get(key)?.release();
      case 'kick':
        emulator.kick({ room, userId });
        return undefined;
      default:
        throw new RangeError(`Nobody answers "${name}" here.`);
    }
  };
}
