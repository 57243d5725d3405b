/** Why a server does not serve a provider: the cause of the error that says so. */
export class MissingSettings {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    this.names = names;
  }
}

/** The settings that a server lacks for a provider, for an error that is about them; empty for any other. */
export function missingSettingsOf(error: unknown): readonly string[] {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof MissingSettings ? cause.names : [];
}
