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
  // What else is behind the hash is nobody else's; the invitation is what lets others in.
  const invitation = readInvitation(href);
  url.hash = invitation === undefined ? '' : new URLSearchParams({ invitation }).toString();
  return url.href;
}

/** The invitation of the link, which a server on a network asks for. Behind the hash, so that it is in no request line and no log. */
export function readInvitation(href: string): string | undefined {
  return new URLSearchParams(new URL(href).hash.slice(1)).get('invitation') || undefined;
}
