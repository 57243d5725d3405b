import type { LiveItem } from '../item.ts';
import { looks } from '../meet.ts';
import { check } from '../until.ts';

const ann = { userId: 'ann', displayName: 'Ann' };

/** Who is let in, and what the service says to those who are not. */
export const admission: readonly LiveItem[] = [
  {
    id: 'L01',
    title: 'A credential of the own server is let in',
    first: true,
    async run({ stage, see }) {
      const near = await stage.near();
      await near.ask('begin', looks.ann);
      const { outcome, ms } = await near.ask('join', { room: stage.room(), ...ann });
      see(`${outcome} after ${String(ms)} ms`);
      check(outcome === 'joined', outcome);
      await near.ask('leave');
    },
  },
  {
    id: 'L02',
    title: 'A token that does not fit is refused as credential-invalid (33620485)',
    async run({ stage, see }) {
      const near = await stage.near();
      const room = stage.room();
      stage.desk.spoil(room, (credential) => ({ ...credential, token: '0'.repeat(64) }));
      await near.ask('begin', looks.ann);
      const { outcome } = await near.ask('join', { room, ...ann });
      see(outcome);
      check(outcome.startsWith('credential-invalid'), 'it was not refused, or with another code');
      check(outcome.includes('33620485'), 'it was refused with another number');
    },
  },
  {
    id: 'L03',
    title: 'An AppId that does not exist is refused as credential-invalid (33620481)',
    async run({ stage, see }) {
      const near = await stage.near();
      const room = stage.room();
      stage.desk.spoil(room, () => stage.desk.mintFor('nobodyhasthis', { room, userId: 'ann' }));
      await near.ask('begin', looks.ann);
      const { outcome } = await near.ask('join', { room, ...ann });
      see(outcome);
      check(outcome.startsWith('credential-invalid'), 'it was not refused, or with another code');
      check(outcome.includes('33620481'), 'it was refused with another number');
    },
  },
  {
    id: 'L04',
    title: 'A credential whose time has passed is refused by the service too, and with which number',
    async run({ stage, see }) {
      const far = await stage.far();
      const room = stage.room();
      const yesterday = Date.now() - 86_400_000;
      const outcome = await far.ask(
        'join',
        { room, userId: 'bob', displayName: 'Bob' },
        stage.desk.mint({ room, userId: 'bob' }, yesterday),
      );
      see(outcome);
      check(outcome !== 'joined', 'it was let in');
    },
  },
];
