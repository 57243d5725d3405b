import { watchDevices, type DeviceList, type DeviceWatch } from '@jackfield/core/devices';
import { tracker } from './tracker.ts';

/** Microphones, cameras and loudspeakers, as they are plugged in and out. Opens none of them. */
export class DevicesView {
  private readonly watch: DeviceWatch;
  private readonly read: () => DeviceList;

  /** Listens only while something reactive reads. @param watch - another one than the browser's own, for tests. */
  constructor(watch: DeviceWatch = watchDevices()) {
    this.watch = watch;
    this.read = tracker(
      (notify) => watch.subscribe(notify),
      () => watch.list,
    );
  }

  /** What there is now. `ready` is false until it was read for the first time. */
  get list(): DeviceList {
    return this.read();
  }

  /** Reads the list now, for browsers that do not tell when names become known. Never rejects. */
  async refresh(): Promise<void> {
    await this.watch.refresh();
  }
}
