import { attribute, joinSections, splitSections } from './sdp-sections.ts';
import { candidateAddress } from './candidate.ts';

/** For each media section: its `mid` and the id of the track it carries (second field of `a=msid`). */
export function trackIds(sdp: string): readonly { mid: string; trackId: string | undefined }[] {
  return splitSections(sdp).media.flatMap((section) => {
    const mid = attribute(section, 'mid');
    return mid === undefined ? [] : [{ mid, trackId: attribute(section, 'msid')?.split(' ')[1] }];
  });
}

/**
 * Gives each media section, in order, the given `a=msid`. The SDK takes the second field for the id of the received
 * track and finds camera, screen and audio by it.
 */
export function withMsids(sdp: string, msids: readonly string[]): string {
  const { session, media } = splitSections(sdp);
  return joinSections({
    session,
    media: media.map((section, index) =>
      section
        .filter((line) => !line.startsWith('a=msid:'))
        .flatMap((line) => (line.startsWith('a=mid:') ? [line, `a=msid:${msids[index] ?? '- -'}`] : [line])),
    ),
  });
}

/** Removes candidates of other addresses, so that nobody makes the server send packets wherever they like. */
export function withoutForeignCandidates(sdp: string, address: string): string {
  const { session, media } = splitSections(sdp);
  const keep = (line: string): boolean =>
    !line.startsWith('a=candidate:') || candidateAddress(line)?.address === address;
  return joinSections({ session, media: media.map((section) => section.filter(keep)) });
}

/** The UDP ports of all candidates of a description. */
export function candidatePorts(sdp: string): readonly number[] {
  const ports = splitSections(sdp)
    .media.flat()
    .filter((line) => line.startsWith('a=candidate:'))
    .map((line) => candidateAddress(line)?.port)
    .filter((port) => port !== undefined);
  return [...new Set(ports)];
}
