import type { ItemContext } from './item.ts';
import { check, until } from './until.ts';
import type { FarSide, NearSide } from './stage.ts';

/** Two people in a room: Ann on a session, Bob on the bare SDK. */
export interface Meeting {
  readonly room: string;
  readonly near: NearSide;
  readonly far: FarSide;
}

/** Ann's picture is red, Bob's blue; her screen is yellow. */
export const looks = {
  ann: { hue: 0, tone: 440 },
  bob: { hue: 240, tone: 880 },
} as const;
/** The hue of Ann's screen. */
export const annsScreen: number = 60;

/** Whether a hue or a tone is the one that was sent, within what coding makes of it. */
export function sameHue(seen: number | null | undefined, sent: number): boolean {
  return typeof seen === 'number' && Math.abs(((seen - sent + 540) % 360) - 180) < 25;
}

/** See {@link sameHue}. */
export function sameTone(heard: number, sent: number): boolean {
  return Math.abs(heard - sent) < 30;
}

/** Brings both into a new room and has them publish. */
export async function meet(
  { stage }: ItemContext,
  { displayName = 'Ann' }: { readonly displayName?: string } = {},
): Promise<Meeting> {
  const room = stage.room();
  const [near, far] = await Promise.all([stage.near(), stage.far()]);
  await near.ask('begin', looks.ann);
  await near.ask('preview');
  const { outcome } = await near.ask('join', { room, userId: 'ann', displayName });
  check(outcome === 'joined', `Ann could not join: ${outcome}`);
  const bob = await far.ask('join', { room, userId: 'bob', displayName: 'Bob' });
  check(bob === 'joined', `Bob could not join: ${bob}`);
  await far.ask('publish', looks.bob);
  return { room, near, far };
}

/** Waits until Bob sees a picture of Ann's. */
export async function bobSees(
  far: FarSide,
  hue: number,
  source: 'camera' | 'screen' = 'camera',
): Promise<void> {
  await until(
    `Bob sees Ann's ${source}`,
    () => far.ask('hue', 'ann', source),
    (seen) => sameHue(seen, hue),
    15_000,
  );
}

/** Waits until Bob hears Ann. */
export async function bobHears(far: FarSide): Promise<void> {
  await until(
    'Bob hears Ann',
    () => far.ask('tone', 'ann'),
    (heard) => sameTone(heard, looks.ann.tone),
    15_000,
  );
}

/** Waits until Ann sees and hears Bob. */
export async function annPerceivesBob(near: NearSide): Promise<void> {
  await until(
    'Ann sees Bob',
    () => near.ask('hue', 'bob', 'camera'),
    (seen) => sameHue(seen, looks.bob.hue),
    15_000,
  );
  await until(
    'Ann hears Bob',
    () => near.ask('tone', 'bob'),
    (heard) => sameTone(heard, looks.bob.tone),
    15_000,
  );
}

/** What Ann is told of Bob's sources. */
export async function bobsSources(near: NearSide): Promise<readonly string[] | undefined> {
  return (await near.ask('people')).find(({ userId }) => userId === 'bob')?.sources;
}

/** Which streams of Ann's the bare SDK lists. */
export async function annsStreams(far: FarSide): Promise<readonly string[]> {
  return (await far.ask('users')).find(({ userId }) => userId === 'ann')?.streams ?? [];
}
