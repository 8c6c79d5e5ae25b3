package io.millrace.udfs.backtest.input;

import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.definition.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Observations as JSON, one a line; empty lines are passed over. */
public final class JsonLines implements ObservationSource {
  private final BufferedReader lines;
  private final String name;
  private final ObservationReader reader;
  private long line;
  private long number;

  public JsonLines(BufferedReader lines, Defaults defaults) {
    this.lines = lines;
    this.name = defaults.name();
    this.reader = new ObservationReader(defaults);
  }

  @Override
  public @Nullable Observation next() throws IOException {
    String text;
    do {
      text = lines.readLine();
      line++;
    } while (text != null && text.isBlank());
    return text == null ? null : observation(text);
  }

  private Observation observation(String text) throws IOException {
    try {
      DocumentReader document = DocumentReader.of(text);
      Observation observation = reader.read(document, number++);
      document.check();
      return observation;
    } catch (DefinitionException e) {
      String reasons = e.problems().stream().map(JsonLines::text).collect(Collectors.joining("; "));
      throw new IOException(name + ", line " + line + ": " + reasons, e);
    }
  }

  private static String text(Problem problem) {
    return problem.path().isEmpty() ? problem.reason() : problem.path() + ": " + problem.reason();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
