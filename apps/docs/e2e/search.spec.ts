import { expect, test } from './built-site.ts';

for (const { path, query, found } of [
  { path: '/zh/start.html', query: '静音', found: /静音/u },
  { path: '/zh/start.html', query: '更换厂商', found: /更换厂商/u },
  { path: '/start.html', query: 'credential-expired', found: /credential|error/iu },
  { path: '/start.html', query: 'switchAdapter', found: /switch/iu },
]) {
  test(`the search finds ${query}`, async ({ page: tab, site }) => {
    await tab.goto(site + path);
    await tab.locator('#local-search button').first().click();
    await tab.locator('#localsearch-input').fill(query);
    await expect(tab.locator('#localsearch-list a').filter({ hasText: found }).first()).toBeVisible();
  });
}

test('what stands nowhere is not found', async ({ page: tab, site }) => {
  await tab.goto(`${site}/zh/start.html`);
  await tab.locator('#local-search button').first().click();
  await tab.locator('#localsearch-input').fill('付款方式');
  await expect(tab.getByText('没有找到')).toBeVisible();
});
