/** The devices of this page. Imported before anything of core, which takes its references as it loads. */
export const devices: Pick<MediaDevices, 'getUserMedia' | 'getDisplayMedia'> = {
  getUserMedia: () => Promise.reject(new DOMException('There is no device yet.', 'NotFoundError')),
  getDisplayMedia: () => Promise.reject(new DOMException('There is no screen yet.', 'NotFoundError')),
};

navigator.mediaDevices.getUserMedia = (wanted) => devices.getUserMedia(wanted);
navigator.mediaDevices.getDisplayMedia = (wanted) => devices.getDisplayMedia(wanted);
