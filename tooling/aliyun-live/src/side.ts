import type { Page } from 'playwright';

type Method<Methods, Name extends keyof Methods> = Methods[Name] extends (
  ...given: infer Given
) => infer Result
  ? { readonly given: Given; readonly result: Awaited<Result> }
  : never;

/** A page, and what it can be asked to do. */
export class Side<Methods> {
  readonly page: Page;
  readonly #global: string;

  constructor(page: Page, global: string) {
    this.page = page;
    this.#global = global;
  }

  /** Calls a method of the page's object. Arguments and results are plain data. */
  ask<Name extends keyof Methods & string>(
    name: Name,
    ...given: Method<Methods, Name>['given']
  ): Promise<Method<Methods, Name>['result']> {
    return this.page.evaluate(
      ({ global, method, parameters }) => {
        const object = Reflect.get(window, global) as Record<string, (...all: readonly unknown[]) => unknown>;
        return object[method]?.(...parameters);
      },
      { global: this.#global, method: name, parameters: given },
    );
  }
}
