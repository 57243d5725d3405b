/** Secrets of an Agora project. They stay on the server. */
export interface AgoraSecrets {
  /** 32 hex digits; goes into credentials. */
  readonly appId: string;
  /** 32 hex digits; never leaves the server. */
  readonly appCertificate: string;
}

/** What `client.join` of `agora-rtc-sdk-ng` takes, by name. */
export type AgoraCredential = {
  /** The id of the application, from the console of the vendor. */
  readonly appId: string;
  /** The channel that it is for. */
  readonly channel: string;
  /** Always a string: everyone in a channel must use the same type of uid. */
  readonly uid: string;
  /** AccessToken2, begins with `007`. */
  readonly token: string;
};
