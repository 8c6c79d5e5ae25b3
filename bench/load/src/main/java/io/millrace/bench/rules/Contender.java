package io.millrace.bench.rules;

/** Something that judges readings on the calling thread. */
public interface Contender {
  void accept(Reading reading);

  /** Event time jumps far ahead: everything that is pending closes. */
  void close(long at);

  /** So far. */
  long matches();
}
