/** Passes a function of the app's on, and counts its calls. */
export type Counted = <Given extends readonly unknown[], Result>(
  credential: (...given: Given) => Result,
) => (...given: Given) => Result;

/** The credentials that one adapter has asked for. */
export interface CredentialCount {
  /** Wraps the app's function for credentials, so that its calls are counted. */
  readonly counted: Counted;
  /** The number of calls so far. */
  readonly credentials: { readonly count: number };
}

/** Counts how often an adapter asks for a credential. */
export function countCredentials(): CredentialCount {
  const credentials = { count: 0 };
  return {
    counted:
      (credential) =>
      (...given) => {
        credentials.count += 1;
        return credential(...given);
      },
    credentials,
  };
}
