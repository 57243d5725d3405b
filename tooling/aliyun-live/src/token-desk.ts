import { mintAliyun, type AliyunCredential, type AliyunSecrets } from '@jackfield/tokens/aliyun';

/** What is wrong with a room's credentials, on purpose. */
export type Spoil = (credential: AliyunCredential) => AliyunCredential;

/** Hands out credentials, remembers their tokens, and spoils those of rooms that ask for it. */
export class TokenDesk {
  readonly #secrets: AliyunSecrets;
  readonly #spoils = new Map<string, Spoil>();
  readonly #tokens = new Set<string>();

  constructor(secrets: AliyunSecrets) {
    this.#secrets = secrets;
  }

  /** From now on credentials of this room are not what they should be. */
  spoil(room: string, spoil: Spoil): void {
    this.#spoils.set(room, spoil);
  }

  /** A credential for ten minutes from `now`, in milliseconds since 1970. */
  mint(who: { readonly room: string; readonly userId: string }, now: number = Date.now()): AliyunCredential {
    const { credential } = mintAliyun(
      { room: who.room, userId: who.userId, lifetimeSeconds: 600 },
      this.#secrets,
      { now },
    );
    this.#tokens.add(credential.token);
    return this.#spoils.get(who.room)?.(credential) ?? credential;
  }

  /** The same for another application, signed with this one's key. */
  mintFor(appId: string, who: { readonly room: string; readonly userId: string }): AliyunCredential {
    const { credential } = mintAliyun({ ...who, lifetimeSeconds: 600 }, { ...this.#secrets, appId });
    this.#tokens.add(credential.token);
    return credential;
  }

  /** What must be in no line of the output: the key, and every token so far. */
  get secrets(): readonly string[] {
    return [this.#secrets.appKey, ...this.#tokens];
  }

  /** The application's key, which must not reach a browser either. */
  get appKey(): string {
    return this.#secrets.appKey;
  }
}
