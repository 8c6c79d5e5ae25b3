package io.millrace.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The mapping that JMH's benchmarks have too. */
final class BenchMapping {
  private static final String FILE = "/io/millrace/bench/mapping.json";

  private BenchMapping() {}

  static String text() {
    try (InputStream in = BenchMapping.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
