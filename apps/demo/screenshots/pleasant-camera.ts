/** Runs in the page before its own code: the camera shows a calm scene with somebody in it, drawn on a canvas. */
export function installPleasantCamera(): void {
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const draw = (context: CanvasRenderingContext2D): void => {
    const sky = context.createLinearGradient(0, 0, 1280, 720);
    sky.addColorStop(0, '#29545c');
    sky.addColorStop(1, '#b9775a');
    context.fillStyle = sky;
    context.fillRect(0, 0, 1280, 720);
    context.fillStyle = '#1d3238';
    context.beginPath();
    context.ellipse(640, 760, 330, 260, 0, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = '#e3b79b';
    context.beginPath();
    context.ellipse(640, 370, 115, 145, 0, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = '#3a2723';
    context.beginPath();
    context.ellipse(640, 290, 128, 92, 0, Math.PI, Math.PI * 2);
    context.fill();
  };
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    if (!constraints?.video) return open(constraints);
    const canvas = document.createElement('canvas');
    canvas.width = 1280;
    canvas.height = 720;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('No canvas.');
    draw(context);
    const stream = canvas.captureStream(5);
    setInterval(() => {
      draw(context);
    }, 200);
    if (constraints.audio)
      for (const track of (await open({ audio: constraints.audio })).getAudioTracks()) stream.addTrack(track);
    return stream;
  };
}
