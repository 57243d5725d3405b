import { expect, type Locator, type Page } from '@playwright/test';

/** Somebody in front of the demo: everything is found by its role and name, as a person finds it. */
export class Person {
  readonly page: Page;
  readonly name: string;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
  }

  /** Opens the lobby of a room, with the default provider or with one by name. */
  async open(room: string, adapter?: string): Promise<void> {
    await this.page.goto(`/?room=${room}${adapter === undefined ? '' : `&adapter=${adapter}`}`);
    await expect(this.page.getByRole('region', { name: 'Camera preview' })).toBeVisible();
  }

  /** Gives the name and joins. */
  async enter(): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(this.name);
    await this.button('Join').click();
    await expect(this.button('Leave')).toBeVisible();
  }

  /** Opens a room and joins it. */
  async join(room: string, adapter?: string): Promise<void> {
    await this.open(room, adapter);
    await this.enter();
  }

  /** A button by its name. */
  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The tile of somebody. */
  tile(name: string): Locator {
    return this.page
      .getByRole('region', { name: 'People in the call' })
      .getByRole('group', { name, exact: true });
  }

  /** The picture in the tile of somebody. */
  picture(name: string): Locator {
    return this.tile(name).locator('video');
  }
}
