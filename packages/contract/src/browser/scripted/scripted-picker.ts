import type { Instruments } from '../instruments/instrument.ts';
import { paint, sing } from './media-source.ts';
import { contentOf } from './content.ts';
import { endedByPlatform } from './ended-by-platform.ts';

/** The screen picker with a person in front of it who does as a test says. */
export interface ScriptedPicker {
  /** What they do with the next ones. */
  answer: 'choose' | 'choose-without-audio' | 'cancel';
  /** How often it was opened. */
  readonly calls: number;
  /** They stop sharing by the browser's own bar. */
  stopFromBrowser(): void;
  /** The platform's call. */
  getDisplayMedia(wanted?: DisplayMediaStreamOptions): Promise<MediaStream>;
}

/** Makes a picker in which the person chooses a screen with its sound. */
export function createScriptedPicker({ page, media, families }: Instruments): ScriptedPicker {
  let calls = 0;
  const captured = (source: 'screen' | 'screen-audio'): MediaStreamTrack => {
    const { track } = source === 'screen' ? paint(media, contentOf[source]) : sing(media, contentOf[source]);
    families.adopt(track, {
      source,
      label: 'A screen of the test',
      settings: source === 'screen' ? { displaySurface: 'monitor' } : {},
    });
    return track;
  };
  const picker: ScriptedPicker = {
    answer: 'choose',
    get calls() {
      return calls;
    },
    stopFromBrowser() {
      const screens = families
        .live()
        .filter((track) => families.originOf(track)?.source.startsWith('screen'));
      endedByPlatform(page, screens);
    },
    getDisplayMedia(wanted = {}) {
      calls += 1;
      if (picker.answer === 'cancel') {
        return Promise.reject(new page.DOMException('Permission denied by user', 'NotAllowedError'));
      }
      const sound = wanted.audio && picker.answer === 'choose' ? [captured('screen-audio')] : [];
      return Promise.resolve(new page.MediaStream([captured('screen'), ...sound]));
    },
  };
  return picker;
}
