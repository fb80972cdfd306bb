// All German messages, one file an area.
import { joined } from './joined'

export default joined(
  import.meta.glob<Record<string, string>>('./de/*.json', { eager: true, import: 'default' }),
)
