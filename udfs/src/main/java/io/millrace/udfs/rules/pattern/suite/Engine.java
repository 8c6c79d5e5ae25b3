package io.millrace.udfs.rules.pattern.suite;

/** What finds matches. */
@FunctionalInterface
public interface Engine {
  /**
   * Runs a case's events through its pattern: before each, time is advanced to it; after the last,
   * to the end of the case's feed if time passes there.
   *
   * @throws Exception if it cannot
   */
  Result run(CepCase test) throws Exception;
}
