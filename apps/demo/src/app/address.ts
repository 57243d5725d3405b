/** What the address of the page says. */
export interface Address {
  /** The room of the link that brought somebody here. */
  readonly room: string | undefined;
  /** Which provider to use. */
  readonly adapter: string | undefined;
}

/** Reads the address; empty values count as absent. */
export function readAddress(href: string): Address {
  const { searchParams } = new URL(href);
  return { room: searchParams.get('room') || undefined, adapter: searchParams.get('adapter') || undefined };
}

/** The address that brings somebody else to the same room, with the same provider. */
export function linkTo(room: string, href: string): string {
  const url = new URL(href);
  url.searchParams.set('room', room);
  url.hash = '';
  return url.href;
}
