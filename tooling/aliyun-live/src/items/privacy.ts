import type { LiveItem } from '../item.ts';
import { annPerceivesBob, bobHears, bobSees, looks, meet } from '../meet.ts';
import { check } from '../until.ts';

/** What leaves the pages beside the call. */
export const privacy: readonly LiveItem[] = [
  {
    id: 'L22',
    title: 'Which hosts the SDK asks, and that refusing it telemetry does no harm',
    async run(context) {
      const { near, far } = await meet(context);
      await Promise.all([bobSees(far, looks.ann.hue), bobHears(far), annPerceivesBob(near)]);
      await near.ask('leave');
      await far.ask('leave');
      const asked = [...context.stage.asked].map(([host, what]) => `${host} (${what})`).sort();
      for (const line of asked) context.see(line);
      check(
        [...context.stage.asked.values()].includes('refused'),
        'the SDK asked no host that is refused: it does not report as it did',
      );
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
