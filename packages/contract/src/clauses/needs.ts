import type { QualityMember, RtcCapabilities, RtcLimits, SourceKind } from '@jackfield/core/adapter';
import type { CapabilityNeed } from './clause.ts';

function need(
  what: string,
  holds: (capabilities: RtcCapabilities, limits: RtcLimits) => boolean,
): CapabilityNeed {
  return { what, holds };
}

/** The opposite of a claim. */
export function lacks({ what, holds }: CapabilityNeed): CapabilityNeed {
  return need(`no ${what}`, (capabilities, limits) => !holds(capabilities, limits));
}

/** Whether a source can be published. */
export function publishes(source: SourceKind): CapabilityNeed {
  return need(`publishing a ${source}`, ({ sources }) => sources.includes(source));
}

/** One entry of the capabilities with one value. */
export function claims<Key extends keyof RtcCapabilities>(
  key: Key,
  ...values: readonly RtcCapabilities[Key][]
): CapabilityNeed {
  return need(`${key} ${values.map(String).join(' or ')}`, (capabilities) =>
    values.includes(capabilities[key]),
  );
}

/** A wish for the quality of a source. */
export function sets(member: QualityMember, source: SourceKind): CapabilityNeed {
  return need(
    `${member} of a ${source}`,
    ({ quality }) => quality?.sources[source]?.includes(member) ?? false,
  );
}

/** The effect of a tile's size on what arrives. */
export function receivedSize(
  ...effects: readonly NonNullable<RtcCapabilities['quality']>['receivedSize'][]
): CapabilityNeed {
  return need(`received size ${effects.join(' or ')}`, ({ quality }) =>
    effects.includes(quality?.receivedSize ?? 'none'),
  );
}

/** Messages of any kind. */
export const messages: CapabilityNeed = need('messages', (claimed) => claimed.messages !== false);
/** Messages to some participants only. */
export const directedMessages: CapabilityNeed = need(
  'directed messages',
  (claimed) => claimed.messages !== false && claimed.messages.directed,
);
/** Messages that arrive, in order. */
export const reliableMessages: CapabilityNeed = need(
  'reliable messages',
  (claimed) => claimed.messages !== false && claimed.messages.reliable,
);
/** Roles. */
export const roles: CapabilityNeed = need('roles', (claimed) => claimed.roles.length > 0);
/** More than one role, so that one can be changed into another. */
export const severalRoles: CapabilityNeed = need('several roles', (claimed) => claimed.roles.length > 1);
/** Moderation of one kind. */
export function moderates(action: RtcCapabilities['moderation'][number]): CapabilityNeed {
  return need(`moderation (${action})`, ({ moderation }) => moderation.includes(action));
}
/** Any moderation at all. */
export const moderation: CapabilityNeed = need('moderation', (claimed) => claimed.moderation.length > 0);
/** Everything that a moderator may do. */
export const allModeration: CapabilityNeed = need(
  'every kind of moderation',
  (claimed) => claimed.moderation.length === 4,
);
/** A limit of subscriptions. */
export const subscriptionLimit: CapabilityNeed = need(
  'a limit of subscriptions',
  (_, { subscriptions }) => subscriptions !== undefined,
);
/** A driver that gets over a lost transport. */
export const reconnects: CapabilityNeed = need('reconnecting', (claimed) => claimed.reconnect !== 'none');
/** Somebody's connection is rated. */
export const networkQuality: CapabilityNeed = need(
  'telling the quality of the network',
  (claimed) => claimed.networkQuality !== undefined,
);
/** The mute of a source can be announced. */
export function announcesMute(source: SourceKind): CapabilityNeed {
  return need(
    `announcing the mute of a ${source}`,
    (claimed) => claimed.announcesMute?.includes(source) ?? true,
  );
}
/** Others know a mute from an unpublish. */
export const exactMute: CapabilityNeed = claims('muteVisible', 'exact');
