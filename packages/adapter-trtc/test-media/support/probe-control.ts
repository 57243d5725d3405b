import type { EmulatedParticipant, FaultHandle, RequestName, TrtcEmulator } from '@jackfield/trtc-emulator';
import type { Faulty } from '../../test-contract/probes/stage.ts';

const requests: Readonly<Record<Faulty, RequestName>> = {
  join: 'join/v2',
  publish: 'publish/v2',
  'set-role': 'change_role',
};
const media = {
  microphone: { toneHz: 660 },
  camera: { colour: 'green' },
  screen: { colour: 'blue' },
} as const;
type Source = keyof typeof media;

/** The words of the page of the questions to the service, by name: the room first, then whom or what. */
export function probeControl(
  emulator: TrtcEmulator,
): (name: string, room: string, ...values: readonly unknown[]) => unknown {
  const far = new Map<string, EmulatedParticipant>();
  const held = new Map<string, FaultHandle>();
  return (name, room, ...[what, more, last]) => {
    const key = `${room} ${String(what)}`;
    const userId = String(what);
    const request = requests[what as Faulty];
    switch (name) {
      case 'entry':
        return emulator.credential({ room, userId });
      case 'far':
        far.set(key, emulator.addParticipant({ room, userId }));
        return undefined;
      case 'publish': {
        const wanted = more as readonly Source[];
        const person = far.get(key);
        if (wanted.length === 0) return person?.unpublish();
        return person?.publish(Object.fromEntries(wanted.map((source) => [source, media[source]])));
      }
      case 'mute':
        return far.get(key)?.setMuted({ [String(more)]: last });
      case 'say':
        far.get(key)?.sendMessage({ cmdId: Number(more), data: new TextEncoder().encode(String(last)) });
        return undefined;
      case 'leave':
        return far.get(key)?.leave();
      case 'refuse':
        held.set(key, emulator.fault({ kind: 'refuse', request, room, code: Number(more) }));
        return undefined;
      case 'allow':
        return held.get(key)?.remove();
      case 'hold':
        held.set(key, emulator.fault({ kind: 'hold', request, room }));
        return undefined;
      case 'release':
        return held.get(key)?.release();
      case 'kick':
        emulator.kick({ room, userId });
        return undefined;
      case 'close':
        emulator.disband({ room }, { closed: true });
        return undefined;
      default:
        throw new RangeError(`Nobody answers "${name}" here.`);
    }
  };
}
