/** Negotiates a connection anew, as after a change of network. Resolves when both sides have agreed. */
export async function negotiateAnew(connection: RTCPeerConnection): Promise<void> {
  const agreed = new Promise<void>((resolve) => {
    connection.addEventListener('signalingstatechange', () => {
      if (connection.signalingState === 'stable') resolve();
    });
  });
  connection.restartIce();
  await agreed;
}
