/** What the policy refuses the Aliyun SDK, each by name; the README of the server tells the same. */
const refused = {
  'compiling text': /requires 'TrustedScript' assignment/,
  telemetry: /alirtc\.cn-shanghai\.log\.aliyuncs\.com\/.* violates .*(?:img|connect)-src 'self'/,
};

/** The names of all that is refused. */
export const refusedToAliyun: readonly string[] = Object.keys(refused).sort();

/** Accepts exactly these complaints of a page, and notes which of them came. */
export function expectRefusals(): {
  readonly expects: (complaint: string) => boolean;
  readonly seen: ReadonlySet<string>;
} {
  const seen = new Set<string>();
  return {
    seen,
    expects(complaint) {
      const [name] = Object.entries(refused).find(([, text]) => text.test(complaint)) ?? [];
      if (name !== undefined) seen.add(name);
      return name !== undefined;
    },
  };
}
