/** The pretend call as the address wants it. */
export interface CrowdAddress {
  /** The number of people in it, 0 to 100. */
  readonly bots: number | undefined;
  /** Tells whether they neither come nor go. */
  readonly still: boolean;
  /** The speed of its time beside the page's, 1 to 100. */
  readonly speed: number;
}

/** The number of people in a pretend call where nobody says. */
export const defaultCrowd = 5;

/** Reads what the address says of the pretend call. */
export function readCrowd(href: string): CrowdAddress {
  const { searchParams } = new URL(href);
  const numberOf = (name: string): number | undefined => {
    const digits = /^\d{1,3}$/.exec(searchParams.get(name) ?? '')?.[0];
    return digits === undefined ? undefined : Math.min(100, Number(digits));
  };
  return {
    bots: numberOf('bots'),
    still: searchParams.has('still'),
    speed: Math.max(1, numberOf('speed') ?? 1),
  };
}

/** The address of the same room with another number of people who pretend. */
export function withCrowd(bots: number, href: string): string {
  const url = new URL(href);
  url.searchParams.set('bots', String(bots));
  return url.href;
}
