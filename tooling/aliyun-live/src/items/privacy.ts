import type { LiveItem } from '../item.ts';
import { annPerceivesBob, bobHears, bobSees, looks, meet } from '../meet.ts';
import { check } from '../until.ts';

/** What leaves the pages beside the call. */
export const privacy: readonly LiveItem[] = [
  {
    id: 'L22',
    title:
      'Which hosts the SDK asks, that refusing it telemetry does no harm, and that the adapter silences it',
    async run(context) {
      context.stage.takeAsked();
      const { near, far } = await meet(context);
      await Promise.all([bobSees(far, looks.ann.hue), bobHears(far), annPerceivesBob(near)]);
      await near.ask('leave');
      await far.ask('leave');
      const asked = context.stage.takeAsked();
      for (const { side, host, refused, times } of asked) {
        context.see(`${side}: ${host}, ${String(times)} times, ${refused ? 'refused' : 'let through'}`);
      }
      const reports = (side: 'near' | 'far'): number =>
        asked.filter((each) => each.side === side && each.refused).reduce((sum, { times }) => sum + times, 0);
      check(reports('far') > 1, 'the bare SDK does not report as it did: this item says nothing');
      check(reports('near') <= 1, 'it reports more than the one time when an engine is made');
    },
  },
  {
    id: 'L23',
    title: "The application's key is in nothing that a browser was given",
    run({ stage, see }) {
      const { appKey } = stage.desk;
      const size = stage.given.reduce((sum, text) => sum + text.length, 0);
      see(`${String(stage.given.length)} scripts and answers, ${String(Math.round(size / 1024))} kB`);
      return stage.given.some((text) => text.includes(appKey))
        ? Promise.reject(new Error('it is'))
        : Promise.resolve();
    },
  },
];
