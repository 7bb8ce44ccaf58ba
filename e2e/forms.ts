import type { Locator, Page } from 'playwright-core'

/** The day so many days ago, as 2020-11-23. */
export const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
/** A field of a form by the name of its part. */
export const field = (page: Page, name: string): Locator => page.locator(`form [data-field="${name}"]`)

/** Writes a day, as 2020-11-23, into the three parts of a field. */
export async function writeDay(page: Page, name: string, date: string): Promise<void> {
  const [year, month, day] = date.split('-').map(Number)
  await field(page, name).locator('input[maxlength="2"]').fill(`${day}`)
  await field(page, name).locator('select').selectOption(`${month}`)
  await field(page, name).locator('input[maxlength="4"]').fill(`${year}`)
}

/** Types into a field that finds, and takes the first option that shows it. */
export async function find(page: Page, label: string, typed: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed)
  await page.getByRole('option').filter({ hasText: typed }).first().click()
  await page.keyboard.press('Escape')
}
