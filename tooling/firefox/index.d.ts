/** What a reader does to get a Firefox. */
export declare const firefoxRemedy: string;

/** The path of a Firefox: `JACKFIELD_FIREFOX`, or one on the PATH; undefined where there is none. */
export declare function findFirefox(): string | undefined;

/**
 * The path of a Firefox; installs Debian's where that is possible and there is none. Rejects with a sentence that says what is
 * missing.
 * @param options.say told what is going on, a line at a time.
 */
export declare function ensureFirefox(options?: { readonly say?: (line: string) => void }): Promise<string>;
