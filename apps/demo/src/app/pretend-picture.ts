/** Pictures of people who are not there: a calm scene for each name, or a slide, drawn on a canvas. */
export function createPretendPicture(kind: 'camera' | 'screen', label: string): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  // In a crowd each picture is small on the screen: what draws it must not cost more than the app.
  const inCrowd = kind === 'camera' && live > largeCast;
  const scale = inCrowd ? 0.5 : 1;
  canvas.width = (kind === 'camera' ? 640 : 1280) * scale;
  canvas.height = (kind === 'camera' ? 360 : 720) * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new TypeError('This browser cannot draw on a canvas.');
  context.scale(scale, scale);
  const framesPerSecond = inCrowd ? 2 : 8;
  const draw = kind === 'camera' ? drawPerson : drawSlide;
  const seed = seedOf(label);
  const paint = (): void => {
    draw(context, seed, performance.now() / 1000);
  };
  live += 1;
  paint();
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
  if (!track) throw new TypeError('This browser made a stream without a track.');
  const timer = setInterval(paint, 1000 / framesPerSecond);
  const stop = track.stop.bind(track);
  // Browsers fire no event when the owner stops a track.
  track.stop = () => {
    clearInterval(timer);
    if (track.readyState === 'live') live -= 1;
    stop();
  };
  return track;
}

/** How many pictures are drawn now. */
let live = 0;
const largeCast = 9;
const skins = ['#f0c9a8', '#c98f66', '#8a5a3c', '#e3b08a', '#6f4630', '#f5d7bd'];
const hairs = ['#2b1d16', '#5a3a22', '#8c6239', '#1c1c20', '#7d7d80', '#3d2b4d'];

function seedOf(label: string): number {
  let seed = 7;
  for (const character of label) seed = (seed * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return seed;
}

function drawPerson(context: CanvasRenderingContext2D, seed: number, seconds: number): void {
  const hue = (seed * 47) % 360;
  const sway = Math.sin(seconds * 1.3 + seed) * 5;
  const wall = context.createLinearGradient(0, 0, 640, 360);
  wall.addColorStop(0, `hsl(${String(hue)} 28% 62%)`);
  wall.addColorStop(1, `hsl(${String((hue + 40) % 360)} 30% 34%)`);
  context.fillStyle = wall;
  context.fillRect(0, 0, 640, 360);
  // A window or a picture on the wall.
  context.fillStyle = `hsl(${String((hue + 180) % 360)} 35% 80% / 45%)`;
  context.fillRect(seed % 2 ? 60 : 460, 50, 120, 130);
  ellipse(context, skins[seed % skins.length] ?? '', [320 + sway / 2, 250, 28, 52]);
  ellipse(context, `hsl(${String((hue + 150) % 360)} 32% 30%)`, [320, 410, 165, 132]);
  ellipse(context, hairs[seed % hairs.length] ?? '', [320 + sway, 172, 68, 78]);
  ellipse(context, skins[seed % skins.length] ?? '', [320 + sway, 190, 56, 70]);
  ellipse(context, hairs[seed % hairs.length] ?? '', [320 + sway, 140, 60, 32]);
}

function ellipse(
  context: CanvasRenderingContext2D,
  color: string,
  [x, y, width, height]: readonly [number, number, number, number],
): void {
  context.fillStyle = color;
  context.beginPath();
  context.ellipse(x, y, width, height, 0, 0, Math.PI * 2);
  context.fill();
}

function drawSlide(context: CanvasRenderingContext2D, seed: number, seconds: number): void {
  context.fillStyle = '#fbfaf7';
  context.fillRect(0, 0, 1280, 720);
  context.fillStyle = '#0b6e69';
  context.fillRect(0, 0, 18, 720);
  context.fillStyle = '#132022';
  context.font = '600 54px sans-serif';
  context.fillText('Calls per week', 90, 130);
  context.fillStyle = '#4a5a5d';
  context.font = '28px sans-serif';
  context.fillText('One app, four providers', 90, 182);
  for (let bar = 0; bar < 8; bar += 1) {
    const height = 90 + ((seed * (bar + 3) * 37) % 250) + Math.sin(seconds + bar) * 4;
    context.fillStyle = bar === 5 ? '#0b6e69' : '#a9cfcb';
    context.fillRect(100 + bar * 138, 620 - height, 92, height);
  }
  context.fillStyle = '#c8d3d3';
  context.fillRect(90, 622, 1100, 3);
}
