// All English messages, one file an area.
import { joined } from './joined'

export default joined(
  import.meta.glob<Record<string, string>>('./en/*.json', { eager: true, import: 'default' }),
)
