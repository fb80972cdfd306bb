// Labels, values and problems of forms in words. A field without words of its own shows its name: nothing is hidden.
import { useIntl } from 'react-intl'
import { money } from '../format/money'
import { type Text, textOf } from '../messages/text'
import type { Problem } from './values'

export type FormWords = {
  t: Text
  label: (name: string) => string
  hint: (name: string) => string | null
  value: (code: string) => string
  problem: (problem: Problem, name: string) => string
}

export function useFormWords(): FormWords {
  const intl = useIntl()
  const t = textOf(intl)
  const known = (id: string) => (Object.hasOwn(intl.messages, id) ? t(id) : null)
  return {
    t,
    label: name => known(`form.field.${name}`) ?? name,
    hint: name => known(`form.hint.${name}`),
    value: code => known(`form.value.${code}`) ?? code,
    problem: (problem, name) => {
      if (problem.code === 'server') return problem.message
      const limit = problem.limit ?? 0
      const shown = /Cents$/.test(name) ? money(limit, intl.locale) : String(limit)
      return t(`form.problem.${problem.code}`, { limit: shown })
    },
  }
}
