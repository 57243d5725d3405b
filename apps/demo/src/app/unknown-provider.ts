/** The address asks for a provider that this app has not. */
export class UnknownProvider extends Error {
  /** As the address has it: text from somebody else. */
  readonly provider: string;

  constructor(provider: string) {
    super(`There is no provider "${provider}" in this app.`);
    this.name = 'UnknownProvider';
    this.provider = provider;
  }
}
