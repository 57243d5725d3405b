import type { AliRtcAuthInfo } from '../sdk-types/options.ts';

/** What the app's server signs for one user and room. `mintAliyun` of `@jackfield/tokens` makes one. */
export interface AliyunCredential {
  /** The application, from the vendor's console. */
  readonly appId: string;
  /** The room, as joined. */
  readonly channelId: string;
  /** The user, as joined. */
  readonly userId: string;
  /** Begins with `AK-`; part of the signature. */
  readonly nonce: string;
  /** When it ends, in seconds since 1970; part of the signature. */
  readonly timestamp: number;
  /** The signature: SHA-256, 64 lower-case hexadecimal digits. */
  readonly token: string;
  /** The vendor's entry servers, absolute http or https addresses; the SDK uses the first alone. An array: a string goes to the page's own origin. */
  readonly gslb: readonly string[];
  /** For the media relay, where the server signs a pair. The SDK reads the password and makes the user name itself. */
  readonly turn?: { readonly username: string; readonly password: string } | undefined;
}

/** The credential as the SDK's `joinChannel` spells it. */
export function toAuthInfo(credential: AliyunCredential): AliRtcAuthInfo {
  const { appId, channelId, userId, nonce, timestamp, token, gslb, turn } = credential;
  const auth = { appid: appId, channel: channelId, userid: userId, nonce, timestamp, token, gslb: [...gslb] };
  return turn ? { ...auth, turn } : auth;
}
