/** What lists write into a name that is not part of it. */
const REMARKS =
  /[,(]?\s*\b(?:born|date of birth|d\.?o\.?b\.?|passport|previously listed|formerly listed|listed under|date of issue)\b.*$/i
const NOTE =
  /^(?:birth name|original script|previously|formerly|transliteration|also|variant|nom de guerre|alias|deceased|brother|father|son)\b/i
const BRACKETED = /[（([]([^()（）[\]]*)[)）\]]/g

/**
 * The names that one listed text holds: itself without remarks and brackets, and what stands in brackets when it is a
 * name. `نصار الشريعة (Ansar al Charia)` is two names. At least one form, the text itself when nothing else is left.
 */
export function formsOf(text: string): string[] {
  if (!/[([（]|born|birth|passport|listed|issue/i.test(text)) return [text]
  const bare = text.replace(REMARKS, '')
  const inside = [...bare.matchAll(BRACKETED)]
    .map((m) => m[1]!.trim())
    .filter((part) => part.length > 1 && !NOTE.test(part))
  const outside = bare.replace(BRACKETED, ' ').trim()
  const forms = [outside, ...inside].filter((form) => /[\p{L}\p{N}]/u.test(form))
  return forms.length > 0 ? [...new Set(forms)].slice(0, 4) : [text]
}
