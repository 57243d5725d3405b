/**
 * Makes a function that takes every given secret out of a text, as it is, percent-encoded and in base64.
 * The last guard behind messages that quote what a stranger sent: people do paste a key into the wrong field.
 */
export function makeRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(Buffer.from(secret).toString()),
      Buffer.from(secret).toString('base64'),
    ])
    .sort((left, right) => right.length - left.length);
  return (text) => forms.reduce((result, form) => result.replaceAll(form, '[redacted]'), text);
}

/** Quotes a value from outside for a message: printable ASCII, at most 64 characters. */
export function quote(value: string): string {
  const printable = value.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, "'");
  return `"${printable.length > 64 ? `${printable.slice(0, 61)}...` : printable}"`;
}
