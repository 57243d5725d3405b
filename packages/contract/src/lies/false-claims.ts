import {
  sourceKinds,
  type QualityMember,
  type RtcAdapter,
  type RtcCapabilities,
  type RtcLimits,
} from '@jackfield/core/adapter';
import { replace, type AdapterMiddleware } from '../rig/middleware.ts';
import type { Rig, RigFactory } from '../rig/rig.ts';

/** The manifest of an adapter: what it claims, what it denies, and what bounds it. */
export type Manifest = Pick<RtcAdapter, 'capabilities' | 'limits'>;

/** One entry of a manifest that says the opposite of what is so. */
export interface FalseClaim {
  /** The name: `simulcast: false instead of true`, `moderation: without kick`. */
  readonly name: string;
  /** The manifest with that entry. */
  readonly manifest: Manifest;
}

/** Returns the manifest with each claim and each denial turned round, one at a time: what a clause has to fail on. */
export function falseClaims({ capabilities, limits }: Manifest): readonly FalseClaim[] {
  return [
    ...claimsOf(capabilities).map(({ name, part }) => ({
      name,
      manifest: { capabilities: Object.freeze({ ...capabilities, ...part }), limits },
    })),
    ...limitsOf(limits).map(({ name, part }) => ({
      name,
      manifest: { capabilities, limits: Object.freeze({ ...limits, ...part }) },
    })),
  ];
}

/** Makes rigs whose adapter says what a false claim says, and does what it always did. */
export function withFalseClaim(factory: RigFactory, { manifest }: FalseClaim): RigFactory {
  const says: AdapterMiddleware = (adapter) => replace(adapter, { adapter: manifest });
  return {
    ...factory,
    adapter: manifest,
    async create({ middleware } = {}) {
      const both: AdapterMiddleware = (adapter, page) => says(middleware?.(adapter, page) ?? adapter, page);
      const rig = await factory.create({ middleware: both });
      const adapter = replace(rig.adapter, { adapter: manifest });
      return new Proxy<Rig>(rig, {
        get: (target, key) => (key === 'adapter' ? adapter : (Reflect.get(target, key, target) as unknown)),
      });
    },
  };
}

interface Change<Whole> {
  readonly name: string;
  readonly part: Partial<Whole>;
}

/** The words that an entry may have. */
const words = {
  replaceTrack: ['seamless', 'republish', 'none'],
  screenAudio: ['separate', 'mixed', 'none'],
  remoteAudio: ['tracks', 'sdk-played', 'one-mix'],
  muteVisible: ['exact', 'grace'],
  roster: ['complete', 'streaming'],
  duplicateIdentity: ['kicks-older', 'rejects-newer', 'allowed'],
  identity: ['attested', 'claimed'],
  subscriptionGranularity: ['source', 'kind', 'participant', 'all'],
  networkQuality: [undefined, 'local', 'others', 'everybody'],
  reconnect: ['resumes', 'restarts', 'none'],
  displayNames: [true, false, 'at-join'],
  placeholderNeeded: [true, false],
  cameraWithScreen: [true, false],
  simulcast: [true, false],
  stats: [true, false],
  endToEndEncryption: [true, false],
  recordingConsent: [true, false],
  renewCredential: [true, false],
  audioRelayNeeded: [true, false],
  region: [undefined, 'eu'],
} as const satisfies { readonly [Key in keyof RtcCapabilities]?: readonly RtcCapabilities[Key][] };

function claimsOf(claimed: RtcCapabilities): readonly Change<RtcCapabilities>[] {
  const named = Object.entries(words).flatMap(([key, values]) => {
    const now: unknown = Reflect.get(claimed, key) ?? (key === 'recordingConsent' ? false : undefined);
    return values
      .filter((value) => value !== now)
      .map((value) => ({
        name: `${key}: ${String(value)} instead of ${String(now)}`,
        part: { [key]: value },
      }));
  });
  return [
    ...named,
    ...listed('sources', sourceKinds, claimed.sources, (sources) => ({ sources })),
    ...listed('announcesMute', sourceKinds, claimed.announcesMute ?? sourceKinds, (announcesMute) => ({
      announcesMute,
    })),
    ...listed(
      'moderation',
      ['mute', 'unpublish', 'kick', 'close-room'],
      claimed.moderation,
      (moderation) => ({
        moderation,
      }),
    ),
    ...listed('roles', ['invented'], claimed.roles, (roles) => ({ roles })),
    ...messagesOf(claimed.messages),
    ...qualityOf(claimed),
  ];
}

/** A list without each thing that is in it, and with each that is not. */
function listed<Item extends string, Whole>(
  name: string,
  all: readonly Item[],
  has: readonly Item[],
  part: (list: readonly Item[]) => Partial<Whole>,
): readonly Change<Whole>[] {
  const items = [...new Set([...all, ...has])];
  return items.map((item) =>
    has.includes(item)
      ? { name: `${name}: without ${item}`, part: part(has.filter((each) => each !== item)) }
      : { name: `${name}: with ${item}`, part: part([...has, item]) },
  );
}

function messagesOf(messages: RtcCapabilities['messages']): readonly Change<RtcCapabilities>[] {
  if (messages === false)
    return [
      {
        name: 'messages: claimed',
        part: { messages: { maxBytes: 1_000, directed: false, reliable: false } },
      },
    ];
  const { maxBytes, directed, reliable } = messages;
  const changed = (part: Partial<typeof messages>): Partial<RtcCapabilities> => ({
    messages: { ...messages, ...part },
  });
  return [
    { name: 'messages: denied', part: { messages: false } },
    { name: 'messages: twice as long', part: changed({ maxBytes: 2 * maxBytes }) },
    { name: `messages: directed ${String(!directed)}`, part: changed({ directed: !directed }) },
    { name: `messages: reliable ${String(!reliable)}`, part: changed({ reliable: !reliable }) },
  ];
}

/** The wishes that there are, of a picture and of a sound. */
const wishes: Readonly<Record<'video' | 'audio', readonly QualityMember[]>> = {
  video: ['maxBitrate', 'maxFramerate', 'degradationPreference', 'contentHint'],
  audio: ['maxBitrate', 'music', 'stereo'],
};

function qualityOf({ quality }: RtcCapabilities): readonly Change<RtcCapabilities>[] {
  const { sources = {}, codecs = false, receivedSize = 'none' } = quality ?? {};
  const changed = (part: Partial<NonNullable<typeof quality>>): Partial<RtcCapabilities> => ({
    quality: { sources, codecs, receivedSize, ...part },
  });
  return [
    { name: `quality.codecs: ${String(!codecs)}`, part: changed({ codecs: !codecs }) },
    ...(['exact', 'layers', 'none'] as const)
      .filter((size) => size !== receivedSize)
      .map((size) => ({
        name: `quality.receivedSize: ${size} instead of ${receivedSize}`,
        part: changed({ receivedSize: size }),
      })),
    ...sourceKinds.flatMap((source) =>
      listed(
        `quality of a ${source}`,
        source === 'camera' || source === 'screen' ? wishes.video : wishes.audio,
        sources[source] ?? [],
        (members): Partial<RtcCapabilities> => changed({ sources: { ...sources, [source]: members } }),
      ),
    ),
  ];
}

function limitsOf(limits: RtcLimits): readonly Change<RtcLimits>[] {
  const { subscriptions, participants, displayNameLength } = limits;
  return [
    { name: 'limits.subscriptions: one', part: { subscriptions: subscriptions === 1 ? 2 : 1 } },
    { name: 'limits.participants: one', part: { participants: participants === 1 ? 2 : 1 } },
    { name: 'limits.displayNameLength: none', part: { displayNameLength: 0 } },
    { name: 'limits.displayNameLength: twice', part: { displayNameLength: 2 * displayNameLength } },
    { name: 'limits.userIdPattern: two letters', part: { userIdPattern: /^[a-z]{2}$/ } },
    { name: 'limits.userIdPattern: anything', part: { userIdPattern: /^.*$/ } },
    { name: 'limits.roomPattern: two letters', part: { roomPattern: /^[a-z]{2}$/ } },
    { name: 'limits.roomPattern: anything', part: { roomPattern: /^.*$/ } },
  ];
}
