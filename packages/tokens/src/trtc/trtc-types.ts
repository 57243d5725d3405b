/** Secrets of a Tencent RTC application. They stay on the server. */
export interface TrtcSecrets {
  /** The application's number; goes into credentials. */
  readonly sdkAppId: number;
  /** Never leaves the server. */
  readonly secretKey: string;
  /** Where browsers reach the service, when it is not Tencent's own: goes into credentials. */
  readonly proxy?: TrtcProxy | undefined;
}

/** Addresses of `enterRoom`'s option `proxy`. */
export type TrtcProxy = {
  /** `wss:` or `ws:` address of the signalling. */
  readonly websocketProxy: string;
  /** `https:` or `http:` address for the SDK's telemetry; counts for the whole page. */
  readonly loggerProxy?: string;
};

/** What `enterRoom` of `trtc-sdk-v5` takes. */
export type TrtcCredential = {
  /** The id of the application, from the console of the vendor. */
  readonly sdkAppId: number;
  /** The app's id of the user that it is for. */
  readonly userId: string;
  /** Says who the user is; good for every room. */
  readonly userSig: string;
  readonly strRoomId: string;
  /** Binds the user to the room and to privileges, in applications with "permission key" switched on in the console. */
  readonly privateMapKey: string;
  /** Where the service is, when it is not Tencent's own. */
  readonly proxy?: TrtcProxy;
};
