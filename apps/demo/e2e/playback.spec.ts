import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { alice, bob } from './identities.ts';
import { heardBy } from './read-sound.ts';

test('sound that the browser holds back comes with one tap', async ({ arrive, room }) => {
  // A click has always come before a call, so the refusal itself is played.
  const listener = await arrive(alice, {
    prepare: (context) =>
      context.addInitScript(() => {
        const play = Reflect.get(HTMLMediaElement.prototype, 'play');
        let allowed = false;
        HTMLMediaElement.prototype.play = function (this: HTMLMediaElement): Promise<void> {
          if (allowed || this instanceof HTMLVideoElement) return play.call(this);
          this.autoplay = false;
          return Promise.reject(
            new DOMException('play() failed: the user has not interacted', 'NotAllowedError'),
          );
        };
        document.addEventListener(
          'click',
          (event) => {
            allowed ||=
              event.target instanceof Element &&
              event.target.closest('button')?.textContent === 'Tap to hear';
          },
          { capture: true },
        );
      }),
  });
  const speaker = await arrive(bob);
  await listener.join(room);
  await speaker.join(room);
  await listener.button('Tap to hear').click();
  await expect(listener.button('Tap to hear')).toHaveCount(0);
  await expect.poll(() => heardBy(listener.page)).toEqual(['Bob']);
});
