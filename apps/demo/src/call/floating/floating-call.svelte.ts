interface DocumentPictureInPicture {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>;
}

/** The whole call in a small window above all others, where the browser has such windows. */
export class FloatingCall {
  /** The window while it is open. */
  open: Window | undefined = $state.raw();
  /** Tells whether the browser can. */
  readonly possible: boolean = 'documentPictureInPicture' in window;

  /** Opens the window for what `show` puts into it until it is hidden, or closes it. Call it in a user gesture. Rejects with what the browser throws. */
  async toggle(show: (target: HTMLElement) => Promise<() => void>): Promise<void> {
    if (this.open) {
      this.close();
      return;
    }
    const pictures: unknown = Reflect.get(window, 'documentPictureInPicture');
    if (!isPictures(pictures)) return;
    // The window first: a browser grants it in the task of the click alone.
    const small = await pictures.requestWindow({ width: 340, height: 250 });
    const hide = await show(small.document.body);
    this.open = small;
    small.addEventListener(
      'pagehide',
      () => {
        this.open = undefined;
        hide();
      },
      { once: true },
    );
  }

  /** Closes the window, where it is open. */
  close(): void {
    this.open?.close();
  }
}

function isPictures(value: unknown): value is DocumentPictureInPicture {
  return typeof value === 'object' && value !== null && 'requestWindow' in value;
}
