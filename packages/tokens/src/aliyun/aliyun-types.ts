/** Secrets of an Alibaba Cloud RTC application. They stay on the server. */
export interface AliyunSecrets {
  /** The application's id; goes into credentials. */
  readonly appId: string;
  /** The application's key; never leaves the server. */
  readonly appKey: string;
  /** Signalling entry points for the 1.16 SDK. Default: `['https://rgslb.rtc.aliyuncs.com']`. */
  readonly gslb?: readonly string[] | undefined;
  /**
   * Makes every user id exactly this long. The token hashes ids without separators, so that (`team1`, `0alice`) and
   * (`team10`, `alice`) share a hash; with one length for all user ids no two pairs of the application do.
   */
  readonly userIdLength?: number | undefined;
}

/**
 * What `@jackfield/adapter-aliyun` takes; the 1.16 SDK itself spells three of the fields `appid`, `channel` and `userid`.
 * A type, not an interface, so that it is a plain record to others.
 */
export type AliyunCredential = {
  /** The application. */
  readonly appId: string;
  /** The channel that it is for. */
  readonly channelId: string;
  /** The user that it is for. */
  readonly userId: string;
  /** Begins with `AK-`. */
  readonly nonce: string;
  /** When the credential ends, seconds since 1970. */
  readonly timestamp: number;
  /** An array: the SDK reads a string letter by letter and then calls the page's own origin. */
  readonly gslb: readonly string[];
  /** SHA-256 in lower-case hex. */
  readonly token: string;
  /** For the media relay. The SDK makes the user name itself and reads the password, which is the token. */
  readonly turn: { readonly username: string; readonly password: string };
};

/** What `joinChannel` of `aliyun-rtc-sdk` 7.x takes: the fields, or `token`, which holds them all in one string. */
export type AliyunArtcCredential = {
  /** Base64 of the JSON of all fields: the single-parameter form. */
  readonly token: string;
};
