import type { RtcAdapter } from '@jackfield/core';
import { messages } from '../messages.ts';

/** What a provider can do and how far, in words for somebody who chooses between providers. */
export function abilitiesOf({
  capabilities,
  limits,
}: Pick<RtcAdapter, 'capabilities' | 'limits'>): readonly string[] {
  const { provider } = messages;
  const {
    sources,
    screenAudio,
    messages: chat,
    moderation,
    stats,
    reconnect,
    endToEndEncryption,
  } = capabilities;
  return [
    limits.participants === undefined ? undefined : provider.people(limits.participants),
    sources.includes('screen')
      ? screenAudio === 'none'
        ? provider.screen
        : provider.screenSound
      : undefined,
    chat ? provider.chat : undefined,
    moderation.length > 0 ? provider.moderation : undefined,
    stats ? provider.statistics : undefined,
    reconnect === 'none' ? undefined : provider.reconnects,
    endToEndEncryption ? provider.encrypted : undefined,
  ].filter((ability) => ability !== undefined);
}
