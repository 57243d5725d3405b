declare module 'tls-sig-api-v2' {
  export class Api {
    constructor(sdkAppId: number, key: string);
    genUserSig(userId: string, expireSeconds: number): string;
    genPrivateMapKeyWithStringRoomID(
      userId: string,
      expireSeconds: number,
      room: string,
      privileges: number,
    ): string;
  }
}
