const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** The identifier in what a person pastes: itself, or the address of the record's page. The last one counts. */
export const identifierIn = (words: string): string | undefined =>
  words.toLowerCase().match(new RegExp(UUID, 'g'))?.at(-1)
