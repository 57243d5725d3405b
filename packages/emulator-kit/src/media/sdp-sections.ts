/** A session description cut at its `m=` lines. */
export interface SdpSections {
  /** Lines before the first `m=` line. */
  readonly session: readonly string[];
  /** Lines of each media section. */
  readonly media: readonly (readonly string[])[];
}

/** Cuts a session description at its `m=` lines. */
export function splitSections(sdp: string): SdpSections {
  const lines = sdp.split(/\r?\n/u).filter((line) => line !== '');
  const starts = lines.flatMap((line, index) => (line.startsWith('m=') ? [index] : []));
  return {
    session: lines.slice(0, starts[0] ?? lines.length),
    media: starts.map((start, order) => lines.slice(start, starts[order + 1] ?? lines.length)),
  };
}

/** Writes a session description from its sections. */
export function joinSections({ session, media }: SdpSections): string {
  return `${[...session, ...media.flat()].join('\r\n')}\r\n`;
}

/** The value of the first `a=name:` line of a section. */
export function attribute(lines: readonly string[], name: string): string | undefined {
  const prefix = `a=${name}:`;
  return lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
}

/** Tells a video section from an audio one. */
export function isVideo(section: readonly string[]): boolean {
  return section[0]?.startsWith('m=video ') === true;
}
