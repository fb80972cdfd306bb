// One table out of the files of a language.
export function joined(files: Record<string, Record<string, string>>): Record<string, string> {
  return Object.assign({}, ...Object.values(files))
}
