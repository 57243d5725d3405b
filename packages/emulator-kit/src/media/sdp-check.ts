import { attribute, splitSections } from './sdp-sections.ts';

const maximumSections = 8;

/** What is wrong with a description that a peer connection is to be given; `undefined` where nothing is. */
export function findFlaw(sdp: string): string | undefined {
  const { session, media } = splitSections(sdp);
  if (media.length === 0) return 'it has no media section';
  if (media.length > maximumSections) return `it has more than ${maximumSections} media sections`;
  const mids = media.map((section) => attribute(section, 'mid'));
  if (mids.some((mid) => mid === undefined || mid === '')) return 'a media section has no mid';
  if (new Set(mids).size !== mids.length) return 'two media sections have the same mid';
  for (const section of media) {
    const value = (name: string): string => attribute(section, name) ?? attribute(session, name) ?? '';
    if (!/^m=(?:audio|video) \d+ \S+( \d+)+$/u.test(section[0] ?? '')) return 'a media line is not readable';
    if (!/^[\w+/-]{4,256}$/u.test(value('ice-ufrag'))) return 'ice-ufrag is missing or not usable';
    if (!/^[\w+/-]{22,256}$/u.test(value('ice-pwd'))) return 'ice-pwd is missing or not usable';
    if (!/^sha-256 (?:[\dA-F]{2}:){31}[\dA-F]{2}$/iu.test(value('fingerprint')))
      return 'there is no SHA-256 fingerprint';
    if (!/^(?:actpass|active|passive)$/u.test(value('setup'))) return 'setup is missing or not usable';
  }
  return undefined;
}
