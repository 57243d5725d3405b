/** What happened in this page, and when: marks of whoever knows something, and tasks that held the page up. */
export interface Trace {
  mark(what: string): void;
  /** Gives what was noted since the last time, in milliseconds since the page began. */
  read(): readonly (readonly [atMs: number, what: string])[];
}

/** Notes what happens in this page from now on. Imported before any SDK. */
export function createTrace(): Trace {
  let marks: [number, string][] = [];
  const mark = (what: string): void => {
    marks.push([performance.now(), what]);
  };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      marks.push([startTime, `a task of ${duration.toFixed(0)} ms`]);
  }).observe({ entryTypes: ['longtask'] });
  const { addTrack } = MediaStream.prototype;
  MediaStream.prototype.addTrack = function (track) {
    if (this.getVideoTracks().length > 0 && track.kind === 'video') mark('another picture in a stream');
    addTrack.call(this, track);
  };
  return {
    mark,
    read() {
      const read = marks.sort(([one], [other]) => one - other);
      marks = [];
      return read;
    },
  };
}
