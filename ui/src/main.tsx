// Where the page begins.
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Provider } from 'urql'
import { createClient } from './api/client'
import { Messages } from './messages/Messages'
import { createPages } from './routes'
import { watchSession } from './session/session'
import { watchConnection } from './state/connection'
import './styles/index.css'

watchConnection()
watchSession()

const place = document.getElementById('page')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <Messages>
        <Provider value={createClient()}>
          <RouterProvider router={createPages()} />
        </Provider>
      </Messages>
    </StrictMode>,
  )
}
