/** The part of the browser's Trusted Types that is used; nobody's types have it yet. */
interface PolicyFactory {
  createPolicy(name: 'default', rules: { createHTML(text: string): string | null }): unknown;
}

const hints = /^(?:\s*<link rel="dns-prefetch" [^<>]*>\s*)*$/;

/**
 * Lets a vendor's SDK load that writes hints about its hosts into the page, as text: they become nothing. Everything else stays refused
 * where the page's policy asks for Trusted Types. Has no effect the second time, and where there is no such policy.
 */
export function allowHostHints(): void {
  const factory: unknown = Reflect.get(globalThis, 'trustedTypes');
  if (!isFactory(factory)) return;
  try {
    factory.createPolicy('default', { createHTML: (text) => (hints.test(text) ? '' : null) });
  } catch {
    // There is one already, or the page's policy allows none; then the SDK does not load, which is told.
  }
}

function isFactory(value: unknown): value is PolicyFactory {
  return typeof value === 'object' && value !== null && 'createPolicy' in value;
}
