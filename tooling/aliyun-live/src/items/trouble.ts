import type { ItemContext, LiveItem } from '../item.ts';
import { bobHears, bobSees, looks, meet } from '../meet.ts';
import { check, until } from '../until.ts';

/** How long requests are refused, and how long the person at the console has. */
const awayMs = 20_000;
const byHandMs = 120_000;

/** How the call of Ann ends. */
async function endOf(
  { see }: ItemContext,
  near: Awaited<ReturnType<typeof meet>>['near'],
  reason: string,
): Promise<void> {
  const state = await until(
    'the call ends',
    () => near.ask('state'),
    (text) => text.startsWith('ended'),
    byHandMs,
  );
  see(state);
  check(state === `ended: ${reason}`, 'it ended for another reason');
}

/** What goes wrong. */
export const trouble: readonly LiveItem[] = [
  {
    id: 'L18',
    title: 'The same user a second time puts the first one out, as replaced',
    async run(context) {
      const { room, near } = await meet(context);
      const other = await context.stage.far();
      const outcome = await other.ask('join', { room, userId: 'ann', displayName: 'Ann again' });
      check(outcome === 'joined', `the second one was refused: ${outcome}`);
      await endOf(context, near, 'replaced');
    },
  },
  {
    id: 'L19',
    title: 'Signalling is away for 20 s: the call goes on, and changes arrive afterwards',
    async run(context) {
      const { near, far } = await meet(context);
      await bobSees(far, looks.ann.hue);
      const service = (url: URL): boolean =>
        url.pathname.includes('/signaling/') || url.pathname.includes('/gslb/');
      let refused = 0;
      await near.page.route(service, (route) => {
        refused += 1;
        return route.abort();
      });
      const end = performance.now() + awayMs;
      await until(
        'time passes',
        () => Promise.resolve(performance.now()),
        (now) => now > end,
        awayMs + 5_000,
      );
      check(refused > 0, 'no request was refused: signalling was never away');
      await bobHears(far);
      await near.page.unroute(service);
      await near.ask('setCamera', false);
      await until(
        'it arrives',
        () => far.ask('users'),
        (users) => JSON.stringify(users).includes('muted'),
        30_000,
      );
      await near.ask('setCamera', true);
      await bobSees(far, looks.ann.hue);
      context.see(`${String(refused)} requests refused; ${await near.ask('state')}`);
      check((await near.ask('state')) === 'joined', 'the call ended');
    },
  },
  {
    id: 'L20',
    title: 'Somebody who is removed learns that they were kicked',
    needsConsole: true,
    async run(context) {
      const { room, near } = await meet(context);
      if (context.stage.service.kick) context.stage.service.kick({ room, userId: 'ann' });
      else context.tell(`Remove the user "ann" from the channel "${room}" now; there are two minutes.`);
      await endOf(context, near, 'kicked');
    },
  },
  {
    id: 'L21',
    title: 'A room that is ended tells everybody so',
    needsConsole: true,
    async run(context) {
      const { room, near } = await meet(context);
      if (context.stage.service.closeRoom) context.stage.service.closeRoom(room);
      else context.tell(`End the channel "${room}" now; there are two minutes.`);
      await endOf(context, near, 'room-closed');
    },
  },
];
