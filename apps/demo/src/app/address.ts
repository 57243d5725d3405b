import { readKey } from './encryption-key.ts';

/** What the address of the page says. */
export interface Address {
  /** The room of the link that brought somebody here. */
  readonly room: string | undefined;
  /** The provider to use. */
  readonly adapter: string | undefined;
  /** The providers to use, one after the other fails; instead of `adapter`. */
  readonly failover: readonly string[] | undefined;
}

/** Reads the address; empty values count as absent. */
export function readAddress(href: string): Address {
  const { searchParams } = new URL(href);
  return {
    room: searchParams.get('room') || undefined,
    adapter: searchParams.get('adapter') || undefined,
    failover: searchParams.get('failover')?.split(','),
  };
}

/** The address that brings somebody else to the same room, with the same provider. */
export function linkTo(room: string, href: string): string {
  const url = new URL(href);
  url.searchParams.set('room', room);
  // What else is behind the hash is nobody else's; the invitation lets others in, and the key lets them see and hear.
  const invitation = readInvitation(href);
  const key = readKey(href);
  url.hash = new URLSearchParams({ ...(invitation && { invitation }), ...(key && { key }) }).toString();
  return url.href;
}

/** The address of a room with another provider. */
export function withProvider({ adapter, room }: { adapter: string; room: string }, href: string): string {
  const url = new URL(href);
  if (room !== '') url.searchParams.set('room', room);
  url.searchParams.set('adapter', adapter);
  url.searchParams.delete('failover');
  return url.href;
}

/** The invitation of the link, which a server on a network asks for. Behind the hash, so that it is in no request line and no log. */
export function readInvitation(href: string): string | undefined {
  return new URLSearchParams(new URL(href).hash.slice(1)).get('invitation') || undefined;
}
