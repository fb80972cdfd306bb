// `useText()` gives `t('area.key', values)`. Keys are written out where they are used, or as a template with a fixed
// beginning (`enums.role.${role}`): the test beside this file finds missing and unused ones by that.
import { useMemo } from 'react'
import { type IntlShape, useIntl } from 'react-intl'

export type Values = Record<string, string | number | Date | null | undefined>
export type Text = (id: string, values?: Values) => string

export function textOf(intl: IntlShape): Text {
  return (id, values) => intl.formatMessage({ id }, values)
}

export function useText(): Text {
  const intl = useIntl()
  return useMemo(() => textOf(intl), [intl])
}
