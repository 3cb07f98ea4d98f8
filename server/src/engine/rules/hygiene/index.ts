import type { Rule } from '../types.ts'
import emptySection from './empty-section.ts'
import frontMatterMissing from './front-matter-missing.ts'
import languageUnsupported from './language-unsupported.ts'
import missingSection from './missing-section.ts'
import placeholderText from './placeholder-text.ts'
import unitMissing from './unit-missing.ts'
import vagueLanguage from './vague-language.ts'

/** Rules of this folder; one import a rule. */
export const hygieneRules: readonly Rule[] = [emptySection, frontMatterMissing, missingSection, languageUnsupported, placeholderText, unitMissing, vagueLanguage]
