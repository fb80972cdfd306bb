// Nobody is signed in: what this is, and the way in.
import { useText } from '../messages/text'
import { signInAddress } from '../session/session'
import { Banners } from './Banners'

export function SignedOut() {
  const t = useText()
  return (
    <main className="signed-out" id="main">
      <Banners />
      <img src="/icon.svg" alt="" width="56" height="56" />
      <h1 className="kern-heading-large">{t('shell.signed_out.title')}</h1>
      <p className="kern-body">{t('shell.signed_out.body')}</p>
      <a className="kern-btn kern-btn--primary btn" href={signInAddress()}>
        <span className="kern-label">{t('shell.signed_out.sign_in')}</span>
      </a>
    </main>
  )
}
