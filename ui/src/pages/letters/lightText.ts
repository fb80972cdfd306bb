// The light formatting of letters, read as the press reads it: headings, bullets, numbers, bold and italic; a backslash
// lets a sign mean itself. What is not closed is text. Only for the picture of the sheet: the server prints.

export type Run = { text: string; bold?: boolean; italic?: boolean }
export type Block =
  | { is: 'heading'; level: 1 | 2; runs: Run[] }
  | { is: 'bullets'; items: Run[][] }
  | { is: 'numbers'; items: Run[][] }
  | { is: 'paragraph'; lines: Run[][] }

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let open = false
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim()
    if (line === '') {
      open = false
      continue
    }
    take(blocks, line, open)
    open = true
  }
  return blocks
}

function take(blocks: Block[], line: string, open: boolean) {
  const heading = /^(##?) +(.*)$/.exec(line)
  if (heading) {
    blocks.push({ is: 'heading', level: heading[1] === '#' ? 1 : 2, runs: runsOf(heading[2] ?? '') })
    return
  }
  const item = /^(- +|\d{1,3}\. +)(.*)$/.exec(line)
  const last = blocks.at(-1)
  if (item) {
    const is = item[1]?.startsWith('-') ? 'bullets' : 'numbers'
    const runs = runsOf(item[2] ?? '')
    if (open && last?.is === is) last.items.push(runs)
    else blocks.push({ is, items: [runs] })
    return
  }
  if (open && last?.is === 'paragraph') last.lines.push(runsOf(line))
  else blocks.push({ is: 'paragraph', lines: [runsOf(line)] })
}

export function runsOf(text: string): Run[] {
  const runs: Run[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') runs.push({ text: plain })
    plain = ''
  }
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at)
    const bold = /^\*\*([^*]+)\*\*/.exec(rest)
    const italic = bold ? null : /^\*([^*]+)\*/.exec(rest)
    if (rest.startsWith('\\') && rest.length > 1) {
      plain += rest[1]
      at += 2
    } else if (bold || italic) {
      flush()
      const found = bold ?? italic
      runs.push(bold ? { text: found?.[1] ?? '', bold: true } : { text: found?.[1] ?? '', italic: true })
      at += found?.[0].length ?? 1
    } else {
      plain += rest[0]
      at += 1
    }
  }
  flush()
  return runs
}
