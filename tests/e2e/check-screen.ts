import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'];

async function findViolations(page: Page, builder: AxeBuilder, scheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${scheme}: ${id}: ${html}\n${failureSummary}`),
  );
}

/** Elements that reach over the window's edge, and boxes of ours that scroll sideways without being made for it. */
export async function expectNoOverflow(page: Page, screen: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    const isWide = ({ scrollWidth, clientWidth }: Element) => scrollWidth > clientWidth + 1;
    const boxes = [
      ...document.querySelectorAll('main, nav, header, [role=log], [role=dialog], form'),
    ];
    return [root, ...boxes].filter(isWide).map((box) => {
      const { scrollWidth, clientWidth } = box;
      return `${box.outerHTML.slice(0, 120)} is ${scrollWidth} in ${clientWidth} pixels`;
    });
  });
  expect.soft(wide, `${screen}: overflow`).toEqual([]);
}

/** Nothing that axe knows is wrong with a screen, light or dark, and nothing reaches over its edge. */
export async function checkScreen(page: Page, screen: string): Promise<void> {
  // Legacy only in name: without frames nothing has to be put together in a page of its own.
  const axe = () =>
    new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const everything = axe().withTags(TAGS);
  // Between light and dark only colours change.
  const contrast = axe().withRules(['color-contrast']);
  const violations = [
    ...(await findViolations(page, everything, 'light')),
    ...(await findViolations(page, contrast, 'dark')),
  ];
  expect.soft(violations, `${screen}: axe`).toEqual([]);
  await expectNoOverflow(page, screen);
}
