import type { MintOptions, Minted, TokenRequest } from './token-request.ts';

/** One vendor, ready to mint: what `createTokenHandler` takes, and what a vendor of your own implements. */
export interface TokenProvider {
  /** Mints a credential, or rejects with a `TokenError`. */
  readonly mint: (request: TokenRequest, options: MintOptions) => Minted<unknown> | Promise<Minted<unknown>>;
  /** Takes this vendor's secrets out of a text before it is logged. */
  readonly redact: (text: string) => string;
}
