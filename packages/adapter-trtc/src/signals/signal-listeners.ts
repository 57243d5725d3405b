import type { LegContext, RosterReporter } from '@jackfield/core/adapter-kit';
import { mapQuality } from './map-quality.ts';
import type { TrtcEvents, TrtcInstance } from '../port.ts';

/** How often the SDK tells levels, milliseconds. */
const levelsMs = 200;

/** Makes signals of the SDK's events, while they are wanted. */
export function signalListeners({
  sink,
  signalsWanted,
  roster,
}: Pick<LegContext, 'sink' | 'signalsWanted'> & {
  readonly roster: () => RosterReporter;
}): Pick<TrtcEvents, 'network-quality' | 'audio-volume'> {
  return {
    'network-quality': ({ uplinkNetworkQuality, downlinkNetworkQuality }) => {
      if (!signalsWanted().quality) return;
      const [uplink, downlink] = [mapQuality(uplinkNetworkQuality), mapQuality(downlinkNetworkQuality)];
      sink.signals({ quality: [{ remoteId: undefined, uplink, downlink }] });
    },
    'audio-volume': ({ result }) => {
      if (!signalsWanted().levels) return;
      const levels = result.flatMap(({ userId, floatVolume: level }) => {
        const remoteId = roster().idOf(userId);
        // Somebody who is not told of yet has no level; the local side has no user id.
        return userId === '' || remoteId !== undefined ? [{ remoteId, level }] : [];
      });
      sink.signals({ levels });
    },
  };
}

/** Has the SDK tell levels, or not. */
export function tellLevels(engine: TrtcInstance, wanted: boolean): void {
  engine.enableAudioVolumeEvaluation(wanted ? levelsMs : -1);
}
