/** Where a fact was found: a file, a place on a server or a flag, and the record in it (null: the thing as a whole). */
export interface Origin {
  readonly file: string
  readonly record: number | null
}
