import { BadRequest } from '../errors/bad-request.ts';

/** Reads a request's query parameters, each with its bound. */
export class Parameters {
  readonly #query: URLSearchParams;

  constructor(query: URLSearchParams) {
    this.#query = query;
  }

  /** A parameter that must be there and not be empty. */
  required(name: string, maximumLength = 128): string {
    const value = this.optional(name, maximumLength);
    if (value === undefined || value === '') throw new BadRequest(`the parameter "${name}" is missing`);
    return value;
  }

  /** A parameter that may be left out. */
  optional(name: string, maximumLength = 128): string | undefined {
    const value = this.#query.get(name);
    if (value === null) return undefined;
    if (value.length > maximumLength) {
      throw new BadRequest(`the parameter "${name}" is longer than ${maximumLength} characters`);
    }
    return value;
  }

  /** One of a few words; left out, the first of them. */
  choice<T extends string>(name: string, choices: readonly [T, ...T[]]): T {
    const value = this.optional(name);
    if (value === undefined || value === '') return choices[0];
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new BadRequest(`"${name}" must be one of ${choices.join(', ')}`);
    return found;
  }

  /** Every parameter as it came. */
  all(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#query);
  }
}
