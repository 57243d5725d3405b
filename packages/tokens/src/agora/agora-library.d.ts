/** The part of `agora-token` 2.0.6 that is used here, which its own types leave out. */
export class ServiceRtc {
  static readonly kPrivilegeJoinChannel: number;
  static readonly kPrivilegePublishAudioStream: number;
  static readonly kPrivilegePublishVideoStream: number;
  static readonly kPrivilegePublishDataStream: number;
  constructor(channelName: string, uid: string | number);
  add_privilege(privilege: number, expireSeconds: number): void;
}

/** Builds the token; `salt` is random unless it is set. */
export class AccessToken2 {
  salt: number;
  constructor(appId: string, appCertificate: string, issuedAtSeconds: number, expireSeconds: number);
  add_service(service: ServiceRtc): void;
  build(): string;
}
