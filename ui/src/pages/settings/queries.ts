// How one is told: by mail, and by one's calendar.
import { graphql } from '../../gql'

export const SETTINGS = graphql(`
  query Settings {
    notificationSettings {
      mail
      digestHour
    }
    calendarFeed {
      since
    }
  }
`)

export const SET_NOTICES = graphql(`
  mutation SetNotificationSettings($input: SetNotificationSettingsInput!) {
    setNotificationSettings(input: $input) {
      settings {
        mail
        digestHour
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

export const SET_FEED = graphql(`
  mutation SetCalendarFeed($input: SetCalendarFeedInput!) {
    setCalendarFeed(input: $input) {
      path
      userErrors {
        code
        field
        message
      }
    }
  }
`)
