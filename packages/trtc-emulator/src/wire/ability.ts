import { asList, asObject, asText, BadRequest } from '@jackfield/emulator-kit';

/** A codec as both sides list it. */
export interface AbilityCodec {
  readonly codec: string;
  readonly payload: number;
  readonly rate: number;
  readonly channels?: number;
  readonly fmtp: string;
  /** Payload number of its retransmissions; 0 where there are none. */
  readonly rtx: number;
  readonly rtcpfb: readonly { readonly id: string; readonly params: readonly string[] }[];
}

/** What a client says of its media: there is no session description on the wire. */
export interface Ability {
  readonly ufrag: string;
  readonly password: string;
  readonly fingerprint: string;
  readonly audio: readonly AbilityCodec[];
  readonly video: readonly AbilityCodec[];
  readonly decoders: readonly AbilityCodec[];
}

/** Reads a client's ability. Throws `BadRequest` for anything else. */
export function abilityOf(value: unknown): Ability {
  const { ice, dtls, audio, video } = asObject(value, 'ability');
  const { ufrag, password } = asObject(ice, 'ability.ice');
  const { hash, fingerprint } = asObject(dtls, 'ability.dtls');
  const { codecs, decoders } = asObject(video, 'ability.video');
  if (hash !== 'sha-256') throw new BadRequest('ability.dtls.hash must be sha-256');
  return {
    ufrag: matching(ufrag, 'ability.ice.ufrag', /^[\w+/-]{4,256}$/u),
    password: matching(password, 'ability.ice.password', /^[\w+/-]{22,256}$/u),
    fingerprint: matching(fingerprint, 'ability.dtls.fingerprint', /^(?:[\dA-F]{2}:){31}[\dA-F]{2}$/iu),
    audio: codecsOf(asObject(audio, 'ability.audio')['codecs'], 'ability.audio.codecs'),
    video: codecsOf(codecs, 'ability.video.codecs'),
    decoders: codecsOf(decoders ?? codecs, 'ability.video.decoders'),
  };
}

function codecsOf(value: unknown, what: string): readonly AbilityCodec[] {
  return asList(value, what, 32).map((item) => {
    const entry = asObject(item, `an entry of ${what}`);
    const channels = entry['channels'];
    return {
      codec: matching(entry['codec'], `${what}.codec`, /^[\w.-]{1,32}$/u),
      payload: whole(entry['payload'], `${what}.payload`, 127),
      rate: whole(entry['rate'], `${what}.rate`, 192_000),
      ...(channels === undefined ? {} : { channels: whole(channels, `${what}.channels`, 8) }),
      fmtp: matching(entry['fmtp'] ?? '', `${what}.fmtp`, /^[\w.;= -]{0,256}$/u),
      rtx: whole(entry['rtx'] ?? 0, `${what}.rtx`, 127),
      rtcpfb: feedbackOf(entry['rtcpfb'] ?? [], `${what}.rtcpfb`),
    };
  });
}

function feedbackOf(value: unknown, what: string): AbilityCodec['rtcpfb'] {
  return asList(value, what, 16).map((item) => {
    const { id, params } = asObject(item, `an entry of ${what}`);
    return {
      id: matching(id, `${what}.id`, /^[\w-]{1,32}$/u),
      params: asList(params ?? [], `${what}.params`, 8).map((word) => asText(word, `${what}.params`, 32)),
    };
  });
}

function matching(value: unknown, what: string, pattern: RegExp): string {
  const text = asText(value, what);
  if (!pattern.test(text)) throw new BadRequest(`${what} is not usable`);
  return text;
}

function whole(value: unknown, what: string, maximum: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > maximum) {
    throw new BadRequest(`${what} must be a whole number from 0 to ${maximum}`);
  }
  return value;
}
