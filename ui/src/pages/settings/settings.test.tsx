import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { showAnswering } from '../../testing/answering'
import { expectAccessible } from '../../testing/page'
import { SettingsPage } from './SettingsPage'

const ANSWERS = {
  Settings: { notificationSettings: { mail: 'OFF', digestHour: 7 }, calendarFeed: null },
  SetNotificationSettings: { setNotificationSettings: { settings: null, userErrors: [] } },
  SetCalendarFeed: { setCalendarFeed: { path: '/calendar/secret.ics', userErrors: [] } },
}

test('the hour is asked for only where mails come once a day', async () => {
  const { sent, container } = await showAnswering(<SettingsPage />, ANSWERS)
  await screen.findByLabelText('nie')
  expect(screen.queryByLabelText('Uhrzeit der täglichen E-Mail')).toBeNull()
  await userEvent.click(screen.getByLabelText(/einmal am Tag/))
  await userEvent.selectOptions(screen.getByLabelText('Uhrzeit der täglichen E-Mail'), '16')
  await userEvent.click(screen.getByRole('button', { name: 'Speichern' }))
  const set = sent.find(one => one.name === 'SetNotificationSettings')
  expect(set?.variables).toEqual({ input: { mail: 'DIGEST', digestHour: 16 } })
  await expectAccessible(container)
})

test('the address of the calendar is whole and shown when it is made', async () => {
  await showAnswering(<SettingsPage />, ANSWERS)
  await userEvent.click(await screen.findByRole('button', { name: 'Adresse erzeugen' }))
  const address = await screen.findByLabelText('Adresse')
  expect((address as HTMLInputElement).value).toMatch(/^http.*\/calendar\/secret\.ics$/)
})
