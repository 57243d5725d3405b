/** The part of `agora-token` 2.0.6 that is used here, which its own types leave out. */
export interface AgoraLibrary {
  readonly ServiceRtc: new (channelName: string, uid: string | number) => AgoraService;
  readonly AccessToken2: new (
    appId: string,
    appCertificate: string,
    issuedAtSeconds: number,
    expireSeconds: number,
  ) => AgoraAccess;
}

/** The rights that a token gives. */
export interface AgoraService {
  add_privilege(privilege: number, expireSeconds: number): void;
}

/** Builds the token; `salt` is random unless it is set. */
export interface AgoraAccess {
  salt: number;
  add_service(service: AgoraService): void;
  build(): string;
}

/** Loads the library on first use. Rejects `invalid-configuration` where it is not installed. */
export function loadAgoraLibrary(): Promise<AgoraLibrary>;
