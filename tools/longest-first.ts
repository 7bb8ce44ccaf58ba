import { BaseSequencer, type TestSequencerConstructor, type TestSpecification } from 'vitest/node'

/** Puts these test files first: begun last, a long one would keep one worker busy while the others have nothing left. */
export const longestFirst = (longest: readonly string[]): TestSequencerConstructor =>
  class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const rank = ({ moduleId }: TestSpecification) => {
        const at = longest.findIndex((file) => moduleId.endsWith(file))
        return at === -1 ? longest.length : at
      }
      return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
    }
  }
