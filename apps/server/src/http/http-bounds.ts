/** What a connection may take of the server before it is cut. Times are in milliseconds. */
export interface HttpBounds {
  /** For a whole request, its body included. */
  readonly requestTimeout: number;
  /** For the headers of a request. */
  readonly headersTimeout: number;
  /** How often connections are looked at for both. */
  readonly connectionsCheckingInterval: number;
  /** Bytes of all headers of a request. */
  readonly maxHeaderSize: number;
}

/** What holds unless a test shortens it. */
export const httpBounds: HttpBounds = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16_384,
};
