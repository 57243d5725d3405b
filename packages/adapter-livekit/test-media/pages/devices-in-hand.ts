/**
 * Takes the page's devices in hand. It imports nothing and is imported first: what keeps the browser's functions from the
 * beginning keeps these.
 */
export const devices: Pick<MediaDevices, 'getUserMedia' | 'getDisplayMedia'> = {
  getUserMedia: () => Promise.reject(new Error('Nothing is captured here yet.')),
  getDisplayMedia: () => Promise.reject(new Error('Nothing is captured here yet.')),
};

navigator.mediaDevices.getUserMedia = (constraints) => devices.getUserMedia(constraints);
navigator.mediaDevices.getDisplayMedia = (constraints) => devices.getDisplayMedia(constraints);
