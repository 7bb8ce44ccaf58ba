/**
 * A text as headings and names are compared: without case, accents and punctuation, in any script; letters of Arabic that
 * people write for one another become one, as in search.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}ـ]/gu, '')
    .toLowerCase()
    .replace(/[ىي]/g, 'ي')
    .replace(/[ٱآأإ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/[’‘ʼ`´'"“”«»]/g, '')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()

/** Digits of Arabic and Persian and the wide ones of Chinese as those of the West. */
export const westernDigits = (text: string): string =>
  text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
