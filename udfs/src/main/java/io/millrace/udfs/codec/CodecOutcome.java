package io.millrace.udfs.codec;

/** What became of one call of a codec. */
public sealed interface CodecOutcome<T> {
  /** It gave a value. */
  record Done<T>(T value) implements CodecOutcome<T> {}

  /**
   * It gave none.
   *
   * @param reason for people, one line, at most a few hundred characters
   */
  record Refused<T>(CodecCode code, String reason) implements CodecOutcome<T> {}
}
