/** What this page's devices give. Set before they are opened. */
export const devices: { camera(): MediaStream; screen(): MediaStream; microphone(): MediaStream } = {
  camera: () => missing('camera'),
  screen: () => missing('screen'),
  microphone: () => missing('microphone'),
};

function missing(what: string): never {
  throw new DOMException(`There is no ${what} yet.`, 'NotFoundError');
}

// Imported before anything of core, which takes its references as it loads.
navigator.mediaDevices.getUserMedia = ({ audio, video } = {}) =>
  Promise.resolve().then(
    () =>
      new MediaStream([
        ...(audio ? devices.microphone().getTracks() : []),
        ...(video ? devices.camera().getTracks() : []),
      ]),
  );
navigator.mediaDevices.getDisplayMedia = () => Promise.resolve().then(() => devices.screen());
