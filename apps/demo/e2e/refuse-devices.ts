/** Refuses every device, as a person does who says no. Runs in the page before its own code. */
export function refuseDevices(): void {
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
}
