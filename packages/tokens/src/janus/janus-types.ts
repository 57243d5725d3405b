/** Secrets of a Janus server. They stay on the server. */
export interface JanusSecrets {
  /** Where clients connect to its WebSocket: `wss://…`, or `ws://…` on one machine. */
  readonly url: string;
  /** `token_auth_secret` of `janus.jcfg`: signs tokens. Never leaves the server. */
  readonly tokenSecret: string;
}

/** What `@jackfield/adapter-janus` takes. */
export type JanusCredential = {
  readonly url: string;
  /** Signed: opens sessions and attaches to the two plugins. Goes with every request. */
  readonly token: string;
  /** Signed: enters one video room that was made with `signed_tokens`. */
  readonly roomToken: string;
  /** The pin of that room's text room, which knows no signed tokens. */
  readonly textPin: string;
};
