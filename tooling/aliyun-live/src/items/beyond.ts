import type { LiveItem } from '../item.ts';
import { annPerceivesBob, annsScreen, annsStreams, bobHears, bobSees, looks, meet } from '../meet.ts';
import { check, until } from '../until.ts';

/** What the walkthrough does not do, and an app needs. */
export const beyond: readonly LiveItem[] = [
  {
    id: 'L12',
    title: 'Who is there before is announced as existing',
    async run({ stage, see }) {
      const room = stage.room();
      const [near, far] = await Promise.all([stage.near(), stage.far()]);
      check(
        (await far.ask('join', { room, userId: 'bob', displayName: 'Bob' })) === 'joined',
        'Bob could not join',
      );
      await far.ask('publish', looks.bob);
      await near.ask('begin', looks.ann);
      const { outcome, ms } = await near.ask('join', { room, userId: 'ann', displayName: 'Ann' });
      check(outcome === 'joined', outcome);
      const [bob] = await until(
        'Bob is in the list',
        () => near.ask('people'),
        (people) => people.length > 0,
      );
      const [event] = await near.ask('events');
      see(`joined after ${String(ms)} ms; ${String(event)}; existing: ${String(bob?.existing)}`);
      check(bob?.existing === true, 'Bob was taken for a newcomer');
      await annPerceivesBob(near);
    },
  },
  {
    id: 'L13',
    title: 'A name with &, #, % and ä is read in full by the adapter; the bare SDK reads % as %25',
    async run(context) {
      const displayName = 'A&B #1 50% ä 安';
      const { room, far } = await meet(context, { displayName });
      const third = await context.stage.near();
      await third.ask('begin', { hue: 120, tone: 660 });
      await third.ask('join', { room, userId: 'cem', displayName: 'Cem' });
      const people = await until(
        'Ann is in the list of Cem',
        () => third.ask('people'),
        (all) => all.some(({ userId }) => userId === 'ann'),
      );
      const here = people.find(({ userId }) => userId === 'ann')?.displayName;
      const there = (await far.ask('users')).find(({ userId }) => userId === 'ann')?.displayName;
      context.see(`by the adapter: ${String(here)}; by the bare SDK: ${String(there)}`);
      check(here === displayName, 'the adapter reads another name');
      check(
        there === displayName.replace('%', '%25'),
        'the bare SDK reads something else than the documented text',
      );
    },
  },
  {
    id: 'L14',
    title: 'A muted microphone is told to others and sends exactly nothing, also when a screen starts',
    async run(context) {
      const { near, far } = await meet(context);
      await bobHears(far);
      await near.ask('setMuted', true);
      await until(
        'Bob is told',
        () => annsStreams(far),
        (streams) => streams.includes('sophon_audio muted'),
      );
      await until(
        'Bob hears nothing',
        () => far.ask('tone', 'ann'),
        (heard) => heard === 0,
      );
      // libwebrtc's meter lets a loud sample decay for up to a second, so what was sent before is counted on for so long.
      const muted = await near.ask('sent');
      const settled = await until(
        'the meter has settled',
        () => near.ask('sent'),
        ({ soundSeconds }) => soundSeconds - muted.soundSeconds > 1.5,
      );
      await near.ask('shareBeside');
      await bobSees(far, annsScreen, 'screen');
      const after = await near.ask('sent');
      context.see(`energy sent: ${String(settled.energy)}, with the screen: ${String(after.energy)}`);
      check(settled.energy > 0 && after.energy === settled.energy, 'something was sent while muted');
      await near.ask('setMuted', false);
      await bobHears(far);
    },
  },
  {
    id: 'L15',
    title: 'Another camera keeps the publication',
    async run(context) {
      const { near, far } = await meet(context);
      await bobSees(far, looks.ann.hue);
      const before = (await far.ask('events')).filter((event) => event === 'published ann').length;
      await near.ask('changeCamera', 120);
      await bobSees(far, 120);
      const after = (await far.ask('events')).filter((event) => event === 'published ann').length;
      context.see(`published ${String(before)} time before, ${String(after)} after`);
      check(before === after, 'it was published anew');
    },
  },
  {
    id: 'L16',
    title: 'Media goes through the relay, and which codecs the service chose',
    async run(context) {
      const { near, far } = await meet(context);
      await bobSees(far, looks.ann.hue);
      const { candidates, codecs } = await near.ask('sent');
      context.see(`candidates: ${candidates.join(', ')}; codecs: ${codecs.join(', ')}`);
      check(candidates.join() === 'relay', 'media went another way');
      check(codecs.length > 0, 'nothing is encoded');
    },
  },
  {
    id: 'L17',
    title: 'In the interactive profile a host may become audience and host again',
    async run({ stage, see }) {
      const near = await stage.near();
      await near.ask('begin', { ...looks.ann, roles: true });
      await near.ask('preview');
      await near.ask('joinAs', { room: stage.room(), userId: 'ann', displayName: 'Ann' }, 'host');
      const publication = (): Promise<string> => near.ask('publication');
      await until('the host publishes', publication, (status) => status === 'published');
      await near.ask('setRole', 'audience');
      await until('the audience does not', publication, (status) => status === 'unpublished');
      await near.ask('setRole', 'host');
      see('host, audience, host');
      check((await near.ask('state')) === 'joined', 'the call ended');
      await near.ask('leave');
    },
  },
];
