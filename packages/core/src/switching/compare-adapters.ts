import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { checkArgument } from '../errors/check-options.ts';
import type { RtcCapabilities } from '../model/capabilities.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';

/**
 * Compares two adapters by what they claim, before anything moves: what a call loses by a switch from one to the other, what it
 * gains, and what its app has to decide. Pure; touches no vendor.
 */
export function compareAdapters(from: ComparedAdapter, to: ComparedAdapter): AdapterComparison {
  for (const adapter of [from, to]) {
    checkArgument('An adapter', adapter, 'object');
    checkArgument('capabilities', adapter.capabilities, 'object');
    checkArgument('capabilities.sources', adapter.capabilities.sources, 'object');
    checkArgument('limits', adapter.limits, 'object');
  }
  const lost: AdapterDifference[] = [];
  const gained: AdapterDifference[] = [];
  const decisions: AdapterDifference[] = [];
  const add = (list: AdapterDifference[], name: DifferenceName, text: string): unknown =>
    list.push({ name, text });
  for (const [name, words] of abilities) {
    const [had, has] = [can(name, from.capabilities), can(name, to.capabilities)];
    if (had && !has) add(lost, name, `${to.name} ${words.not}.`);
    if (!had && has) add(gained, name, `${to.name} ${words.does}.`);
  }
  const [before, after] = [from.capabilities, to.capabilities];
  const [less, more] = [lessQuality(before, after), lessQuality(after, before)];
  if (less) add(lost, 'quality', `${to.name} cannot set ${less}.`);
  if (more) add(gained, 'quality', `${to.name} can set ${more}.`);
  if (before.region !== undefined && before.region !== after.region)
    add(
      lost,
      'region',
      `${from.name} stays in ${before.region}; ${to.name} ${after.region ? `is in ${after.region}` : 'promises no region'}.`,
    );
  else if (before.region === undefined && after.region !== undefined)
    add(gained, 'region', `${to.name} stays in ${after.region}.`);
  for (const [name, text, read] of limits) {
    const [had = Infinity, has = Infinity] = [read(from), read(to)];
    if (has < had) add(lost, name, `${text} with ${to.name}: at most ${String(has)}.`);
    else if (has > had)
      add(
        gained,
        name,
        `${text} with ${to.name}: ${has === Infinity ? 'no limit' : `at most ${String(has)}`}.`,
      );
  }
  if (!(before.identity === 'attested' && after.identity === 'attested'))
    add(
      decisions,
      'identity',
      'Not both vendors vouch for user ids: say with samePerson who is the same person, or everybody is somebody else.',
    );
  if (before.roles.join() !== after.roles.join())
    add(
      decisions,
      'roles',
      `${to.name} has ${after.roles.length > 0 ? `the roles ${after.roles.join(', ')}` : 'no roles'}: say in join which one is meant.`,
    );
  if (
    from.limits.userIdPattern.source !== to.limits.userIdPattern.source ||
    from.limits.roomPattern.source !== to.limits.roomPattern.source
  )
    add(
      decisions,
      'ids',
      `Ids of users and rooms must match other patterns with ${to.name}: say in join which ones are meant.`,
    );
  if (before.remoteAudio !== after.remoteAudio)
    add(
      decisions,
      'remote-audio',
      `Sound comes as ${after.remoteAudio} with ${to.name}, as ${before.remoteAudio} with ${from.name}.`,
    );
  if (after.screenAudio === 'mixed' && before.screenAudio === 'separate')
    add(
      decisions,
      'screen-audio-mixed',
      `The sound of a screen is in the microphone's with ${to.name}, and is as loud as that.`,
    );
  return { lost, gained, decisions };
}

/** The part of an adapter that is compared. */
export type ComparedAdapter = Pick<RtcAdapter, 'name' | 'capabilities' | 'limits'>;

/** The differences between two adapters, seen from the first one. */
export interface AdapterComparison {
  /** Things that the second one does not have. */
  readonly lost: readonly AdapterDifference[];
  /** Things that only the second one has. */
  readonly gained: readonly AdapterDifference[];
  /** Things that both have, each in its own way: the app decides what it means. */
  readonly decisions: readonly AdapterDifference[];
}

/** One difference. */
export interface AdapterDifference {
  /** Its name, as `allow` takes it. */
  readonly name: DifferenceName;
  /** The difference in words, for a person. */
  readonly text: string;
}

/** The names of differences. */
export type DifferenceName =
  | SourceKind
  | 'camera-with-screen'
  | 'end-to-end-encryption'
  | 'region'
  | 'recording-consent'
  | 'messages'
  | 'directed-messages'
  | 'reliable-messages'
  | 'mute'
  | 'unpublish'
  | 'kick'
  | 'close-room'
  | 'display-names'
  | 'simulcast'
  | 'quality'
  | 'codecs'
  | 'stats'
  | 'renew-credential'
  | 'reconnect'
  | 'participants'
  | 'subscriptions'
  | 'message-size'
  | 'identity'
  | 'roles'
  | 'ids'
  | 'remote-audio'
  | 'screen-audio-mixed';

type Ability = { readonly does: string; readonly not: string };

const of = (what: string): Ability => ({ does: `has ${what}`, not: `has no ${what}` });

/** The things that an adapter has or has not. */
const abilities: readonly (readonly [DifferenceName, Ability])[] = [
  ...sourceKinds.map(
    (source) => [source, { does: `can send a ${source}`, not: `cannot send a ${source}` }] as const,
  ),
  [
    'camera-with-screen',
    { does: 'can send camera and screen together', not: 'sends either the camera or the screen' },
  ],
  ['end-to-end-encryption', of('encryption between the participants')],
  ['recording-consent', { does: 'records nobody unasked', not: 'may record without asking' }],
  ['messages', of('messages')],
  ['directed-messages', of('messages to some only')],
  ['reliable-messages', of('messages that arrive for certain')],
  ...(['mute', 'unpublish', 'kick', 'close-room'] as const).map(
    (act) => [act, of(`way for a moderator to ${act}`)] as const,
  ),
  ['display-names', of('names that travel with people')],
  ['simulcast', of('layers of pictures to choose from')],
  ['codecs', of('choice of codecs')],
  ['stats', of('statistics')],
  ['renew-credential', of('way to renew a credential in a call')],
  ['reconnect', of('repair of a lost connection')],
];

const asks: Partial<Record<DifferenceName, (capabilities: RtcCapabilities) => unknown>> = {
  'screen-audio': ({ screenAudio }) => screenAudio !== 'none',
  'camera-with-screen': ({ cameraWithScreen }) => cameraWithScreen,
  'end-to-end-encryption': ({ endToEndEncryption }) => endToEndEncryption,
  'recording-consent': ({ recordingConsent }) => recordingConsent,
  messages: ({ messages }) => messages,
  'directed-messages': ({ messages }) => messages && messages.directed,
  'reliable-messages': ({ messages }) => messages && messages.reliable,
  'display-names': ({ displayNames }) => displayNames,
  simulcast: ({ simulcast }) => simulcast,
  codecs: ({ quality }) => quality?.codecs,
  stats: ({ stats }) => stats,
  'renew-credential': ({ renewCredential }) => renewCredential,
  reconnect: ({ reconnect }) => reconnect !== 'none',
};

/** Tells whether an adapter can do something, by what it claims. */
export function can(name: DifferenceName, capabilities: RtcCapabilities): boolean {
  const asked = asks[name];
  if (asked) return Boolean(asked(capabilities));
  return [...capabilities.sources, ...capabilities.moderation].some((each) => each === name);
}

type Limit = readonly [DifferenceName, string, (adapter: ComparedAdapter) => number | undefined];

/** The numbers that bound a call. */
const limits: readonly Limit[] = [
  ['participants', 'People in a room', (each) => each.limits.participants],
  ['subscriptions', 'Sources received at a time', (each) => each.limits.subscriptions],
  // Without messages there is none to be long.
  [
    'message-size',
    'Bytes of a message',
    (each) => (each.capabilities.messages && each.capabilities.messages.maxBytes) || undefined,
  ],
];

/** Lists the wishes for quality that only the first one fulfils, in words. */
function lessQuality(one: RtcCapabilities, other: RtcCapabilities): string {
  return sourceKinds
    .flatMap((source) => {
      const able = other.quality?.sources[source] ?? [];
      const lost = (one.quality?.sources[source] ?? []).filter((member) => !able.includes(member));
      // A source that cannot be sent at all is said elsewhere.
      return lost.length > 0 && other.sources.includes(source) ? [`${lost.join(', ')} of the ${source}`] : [];
    })
    .join('; ');
}
