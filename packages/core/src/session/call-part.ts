import type { LocalMedia } from '../capture/local-media.ts';
import { lobbyEnvironment } from '../environment/lobby-environment.ts';
import { createPublishers, type Publishers } from '../leg/publishers.ts';
import { openReceivingPart, type ReceivingPart, type ReceivingPort } from './receiving-part.ts';

/** The part that only a call needs. Loaded with the first join, or before it by `preload`. */
export interface CallPart extends ReceivingPart {
  readonly publishers: Publishers;
}

/** Makes it: what is received, and a publisher for each leg. */
export function openCallPart(port: ReceivingPort, local: LocalMedia): CallPart {
  const { environment = lobbyEnvironment, store, timeouts, quality } = port;
  const { offers } = local;
  const publishers = createPublishers({ environment, store, offers, quality, ms: timeouts.publish });
  return Object.assign(openReceivingPart(port, { publishers, local }), { publishers });
}
