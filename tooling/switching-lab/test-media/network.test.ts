import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../../../packages/adapter-p2p/test-media/support/not-run.ts';
import { mayChangeInterfaces, plugIn, pullOut, pullOutAll } from './interfaces.ts';
import { Lab } from './lab.ts';
import { enter, isInCall, lookAt, meet } from './plain-people.ts';

const need = {
  what: 'A change of network',
  isHere: mayChangeInterfaces(),
  remedy: 'run the tests by "npm test", which gives them a network of their own',
};

describeWith(need, () => {
  let lab: Lab;
  let plugged = 1;
  beforeAll(async () => {
    pullOutAll();
    plugIn(1);
    lab = await Lab.open(['plain'], { loopback: false });
  });
  afterAll(async () => {
    await lab.close();
    pullOut(plugged);
  });

  test(
    'a network that goes, with its address, while another one comes: the same people see and hear each other, over the mesh',
    { timeout: 90_000 },
    async () => {
      const [one, other] = await Promise.all([lab.tab('plain'), lab.tab('plain')]);
      await enter('p2p', 'moves', one, other);
      // The way to the server goes with it.
      lab.signalling.cut();
      pullOut(1);
      plugIn(2);
      plugged = 2;
      lab.signalling.mend();
      const from = performance.now();
      await meet(one, other);
      await isInCall(one, 'bob');
      console.info(`met again ${String(Math.round(performance.now() - from))} ms after the change`);
      expect((await lookAt(other)).people).toEqual(['ann']);
      for (const page of [one, other]) await page.evaluate(() => window.plain.leave());
    },
  );
});
