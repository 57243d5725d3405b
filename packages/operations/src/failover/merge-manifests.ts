import { RtcError } from '@jackfield/core';
import {
  sourceKinds,
  type RtcAdapter,
  type RtcCapabilities,
  type RtcLimits,
  type SourceKind,
} from '@jackfield/core/adapter';

/** The claims that hold whichever adapter is chosen. */
export interface MergedManifest {
  readonly capabilities: RtcCapabilities;
  readonly limits: RtcLimits;
}

type Compared = Pick<RtcAdapter, 'name' | 'capabilities' | 'limits'>;

/**
 * Works out what all of some adapters have: the least of each grade, what every one can do, and limits that fit all. Throws
 * `invalid-argument` where there is nothing in common: one plays sound by itself and another gives tracks.
 */
export function mergeManifests(adapters: readonly Compared[]): MergedManifest {
  const all = adapters.map(({ capabilities }) => capabilities);
  const [first] = all;
  if (!first) throw new RtcError({ code: 'invalid-argument', message: 'A fail-over needs an adapter.' });
  const every = (test: (each: RtcCapabilities) => boolean | undefined): boolean =>
    all.every((each) => test(each) === true);
  const least = <Grade>(read: (each: RtcCapabilities) => Grade, worstFirst: readonly Grade[]): Grade =>
    worstFirst.find((grade) => all.some((each) => read(each) === grade)) ?? read(first);
  const common = <Item>(read: (each: RtcCapabilities) => readonly Item[]): readonly Item[] =>
    read(first).filter((item) => all.every((each) => read(each).includes(item)));
  const odd = adapters.find(({ capabilities }) => capabilities.remoteAudio !== first.remoteAudio);
  if (odd)
    throw new RtcError({
      code: 'invalid-argument',
      message: `Sound comes as ${odd.capabilities.remoteAudio} with ${odd.name} and as ${first.remoteAudio} with others: they cannot stand in for each other.`,
      adapter: odd.name,
    });
  const screenAudio = least<RtcCapabilities['screenAudio']>(
    (each) => each.screenAudio,
    ['none', 'mixed', 'separate'],
  );
  const rated = common(ratedBy);
  const announced = common((each) => each.announcesMute ?? each.sources);
  const capabilities: RtcCapabilities = {
    sources: common(({ sources }) => sources).filter(
      (each) => each !== 'screen-audio' || screenAudio === 'separate',
    ),
    replaceTrack: least((each) => each.replaceTrack, ['none', 'republish', 'seamless']),
    placeholderNeeded: !every((each) => !each.placeholderNeeded),
    screenAudio,
    cameraWithScreen: every((each) => each.cameraWithScreen),
    remoteAudio: first.remoteAudio,
    muteVisible: least((each) => each.muteVisible, ['grace', 'exact']),
    ...(all.some((each) => each.announcesMute) ? { announcesMute: announced } : {}),
    roster: least((each) => each.roster, ['streaming', 'complete']),
    // Where they differ nothing may be built on two of one user.
    duplicateIdentity: least((each) => each.duplicateIdentity, ['kicks-older', 'rejects-newer', 'allowed']),
    identity: least((each) => each.identity, ['claimed', 'attested']),
    subscriptionGranularity: least(
      (each) => each.subscriptionGranularity,
      ['all', 'participant', 'kind', 'source'],
    ),
    messages: mergeMessages(all),
    roles: common(({ roles }) => roles),
    moderation: common(({ moderation }) => moderation),
    displayNames: least<boolean | 'at-join'>((each) => each.displayNames, [false, 'at-join', true]),
    ...(all.some(({ quality }) => quality) ? { quality: mergeQuality(all) } : {}),
    simulcast: every((each) => each.simulcast),
    ...(rated.length > 0 ? { networkQuality: rated.length > 1 ? 'everybody' : rated[0] } : {}),
    stats: every((each) => each.stats),
    endToEndEncryption: every((each) => each.endToEndEncryption),
    ...(all.every(({ region }) => region === first.region) ? { region: first.region } : {}),
    recordingConsent: every((each) => each.recordingConsent),
    renewCredential: every((each) => each.renewCredential),
    reconnect: least((each) => each.reconnect, ['none', 'restarts', 'resumes']),
    audioRelayNeeded: all.some((each) => each.audioRelayNeeded),
  };
  return { capabilities, limits: mergeLimits(adapters.map(({ limits }) => limits)) };
}

/** Those whose connection a vendor rates. */
function ratedBy({ networkQuality }: RtcCapabilities): readonly ('local' | 'others')[] {
  if (networkQuality === undefined) return [];
  return networkQuality === 'everybody' ? ['local', 'others'] : [networkQuality];
}

function mergeMessages(all: readonly RtcCapabilities[]): RtcCapabilities['messages'] {
  let merged: RtcCapabilities['messages'] | undefined;
  for (const { messages } of all) {
    if (messages === false) return false;
    const { maxBytes, directed, reliable } = merged || messages;
    merged = {
      maxBytes: Math.min(maxBytes, messages.maxBytes),
      directed: directed && messages.directed,
      reliable: reliable && messages.reliable,
    };
  }
  return merged ?? false;
}

/** The wishes that every one fulfils, of the sources that every one has. */
function mergeQuality(all: readonly RtcCapabilities[]): NonNullable<RtcCapabilities['quality']> {
  const [first] = all;
  const fulfilled = (source: SourceKind): ReturnType<typeof wishesOf> =>
    (first ? wishesOf(first, source) : []).filter((wish) =>
      all.every((each) => wishesOf(each, source).includes(wish)),
    );
  const sources = sourceKinds
    .map((source) => [source, fulfilled(source)] as const)
    .filter(([, wishes]) => wishes.length > 0);
  const grades = ['none', 'layers', 'exact'] as const;
  const has = (grade: (typeof grades)[number]): boolean =>
    all.some(({ quality }) => (quality?.receivedSize ?? 'none') === grade);
  return {
    sources: Object.fromEntries(sources),
    codecs: all.every(({ quality }) => quality?.codecs === true),
    receivedSize: grades.find(has) ?? 'none',
  };
}

function wishesOf({ quality }: RtcCapabilities, source: SourceKind): readonly QualityWish[] {
  return quality?.sources[source] ?? [];
}

type QualitySources = NonNullable<RtcCapabilities['quality']>['sources'];
type QualityWish = NonNullable<QualitySources[SourceKind]>[number];

function mergeLimits(all: readonly RtcLimits[]): RtcLimits {
  const fewest = (read: (each: RtcLimits) => number | undefined): number | undefined => {
    const numbers = all.flatMap((each) => read(each) ?? []);
    return numbers.length > 0 ? Math.min(...numbers) : undefined;
  };
  return {
    participants: fewest(({ participants }) => participants),
    subscriptions: fewest(({ subscriptions }) => subscriptions),
    userIdPattern: allOf(all.map(({ userIdPattern }) => userIdPattern)),
    roomPattern: allOf(all.map(({ roomPattern }) => roomPattern)),
    displayNameLength: Math.min(...all.map(({ displayNameLength }) => displayNameLength)),
  };
}

/** Makes a pattern that matches what each of some patterns matches. */
function allOf(patterns: readonly RegExp[]): RegExp {
  const [first, ...rest] = [...new Map(patterns.map((pattern) => [String(pattern), pattern])).values()];
  if (!first || rest.length === 0) return first ?? /^/;
  const flags = new Set([first, ...rest].map((pattern) => pattern.flags));
  if (flags.size > 1)
    throw new RtcError({
      code: 'invalid-argument',
      message: `Patterns of ids with other flags cannot be put together: ${patterns.map(String).join(', ')}.`,
    });
  const looked = [first, ...rest].map(({ source }) => `(?=[\\s\\S]*?(?:${source}))`);
  return new RegExp(`^${looked.join('')}`, first.flags);
}
