import type { RtcAdapter, RtcCapabilities, RtcLimits } from '@jackfield/core/adapter';

type Column = Pick<RtcAdapter, 'name' | 'capabilities' | 'limits'>;

/** Every capability and limit there is: a new one does not compile until it is listed. */
const capabilityNames: Readonly<Record<keyof RtcCapabilities, true>> = {
  sources: true,
  replaceTrack: true,
  placeholderNeeded: true,
  screenAudio: true,
  cameraWithScreen: true,
  remoteAudio: true,
  muteVisible: true,
  announcesMute: true,
  roster: true,
  duplicateIdentity: true,
  identity: true,
  subscriptionGranularity: true,
  messages: true,
  roles: true,
  moderation: true,
  displayNames: true,
  simulcast: true,
  quality: true,
  networkQuality: true,
  stats: true,
  endToEndEncryption: true,
  region: true,
  recordingConsent: true,
  renewCredential: true,
  reconnect: true,
  audioRelayNeeded: true,
};
const limitNames: Readonly<Record<keyof RtcLimits, true>> = {
  participants: true,
  subscriptions: true,
  userIdPattern: true,
  roomPattern: true,
  displayNameLength: true,
};

function cellOf(value: unknown): string {
  if (value === undefined) return '–';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value instanceof RegExp) return `\`${value.source.replaceAll('|', '\\|')}\``;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Object.entries(value)
    .map(([key, part]) => `${key} ${cellOf(part)}`)
    .join(', ');
}

/** What adapters claim and what bounds them, side by side, as a Markdown table; – where an adapter says nothing. */
export function capabilitiesMarkdown(adapters: readonly Column[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = (names: Readonly<Record<string, true>>, of: (each: Column) => object): string[] =>
    Object.keys(names).map((name) =>
      row([`\`${name}\``, ...adapters.map((each) => cellOf(Reflect.get(of(each), name)))]),
    );
  return [
    row(['', ...adapters.map(({ name }) => name)]),
    row(['---', ...adapters.map(() => '---')]),
    ...rows(capabilityNames, ({ capabilities }) => capabilities),
    ...rows(limitNames, ({ limits }) => limits),
    '',
  ].join('\n');
}
