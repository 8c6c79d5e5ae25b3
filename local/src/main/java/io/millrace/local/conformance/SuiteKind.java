package io.millrace.local.conformance;

import java.util.Locale;
import java.util.function.Supplier;

/** The suites that can be run from outside. */
enum SuiteKind {
  /** Files as in JSONTestSuite: names begin with what is expected. */
  JSON(JsonSuite::new),
  /** SenML packs, each beside what it resolves to. */
  SENML(SenmlSuite::new),
  /** Pairs of Avro schemas, of a reader and a writer, with the verdict. */
  AVRO(AvroSuite::new),
  /** Patterns and events, with the matches that Flink CEP finds. */
  CEP(CepSuite::new);

  private final Supplier<Suite> suite;

  SuiteKind(Supplier<Suite> suite) {
    this.suite = suite;
  }

  Suite suite() {
    return suite.get();
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
