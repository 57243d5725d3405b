import { expect } from '@playwright/test';
import { test } from '../fixtures.ts';

test('a camera that another app holds is named, and the microphone goes on', async ({
  arrivePlain,
  room,
}) => {
  // No other app holds a fake camera, so the refusal itself is played.
  const person = await arrivePlain('Heidi', {
    prepare: (context) =>
      context.addInitScript(() => {
        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = (constraints) =>
          constraints?.video
            ? Promise.reject(new DOMException('Could not start video source', 'NotReadableError'))
            : open(constraints);
      }),
  });
  await person.open(room);
  await expect(person.page.getByText('Camera is in use')).toBeVisible();
  await expect(person.button('Microphone')).toHaveAttribute('aria-pressed', 'true');
});
