package io.millrace.local.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same on Flink CEP's engine, in a process of its own: Flink is not among our libraries. */
final class FlinkCepSuite implements Suite {
  @Override
  public List<String> endings() {
    return List.of(".json");
  }

  @Override
  public List<CaseResult> run(Path file) throws IOException {
    Process process =
        new ProcessBuilder(PatternChecks.command("conformance", file.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<CaseResult> results = new ArrayList<>();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(line -> results.add(result(line)));
    }
    try {
      if (process.waitFor() != 0) {
        throw new IOException("Flink CEP's engine ended with status " + process.exitValue());
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return results;
  }

  private static CaseResult result(String line) {
    String[] parts = line.split("\t", -1);
    return new CaseResult(parts[0], part(parts, 1), part(parts, 2));
  }

  private static @Nullable String part(String[] parts, int place) {
    return place < parts.length && !parts[place].isEmpty() ? parts[place] : null;
  }
}
