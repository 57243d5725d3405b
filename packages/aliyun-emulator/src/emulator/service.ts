import { Faults, Log, Recorder } from '@jackfield/emulator-kit';

import { MediaPlane } from '../media/media-plane.ts';
import type { EmulatorSettings } from '../settings/options.ts';
import { Rooms } from '../signalling/rooms.ts';
import { answerParts, type AliyunFaultWords } from '../faults/fault-types.ts';
import { Sessions } from '../signalling/sessions.ts';

/** The state of one running emulator; request handlers and controls work on it. */
export class Service {
  readonly settings: EmulatorSettings;
  readonly log: Log;
  readonly recorder: Recorder;
  readonly faults: Faults<AliyunFaultWords>;
  readonly sessions: Sessions = new Sessions();
  readonly rooms: Rooms = new Rooms();
  readonly media: MediaPlane;
  /** Where clients of a session reach the service; set when the port is known. */
  originFor: (alias: string) => string = () => '';

  constructor(settings: EmulatorSettings) {
    this.settings = settings;
    this.log = new Log(settings.log);
    this.recorder = new Recorder(settings.limits.records);
    this.faults = new Faults({ recorder: this.recorder, firstPart: answerParts[0] });
    this.media = new MediaPlane({
      settings,
      recorder: this.recorder,
      sessions: this.sessions,
      onFailure: (error) => {
        this.log.caught(error);
      },
    });
  }
}
