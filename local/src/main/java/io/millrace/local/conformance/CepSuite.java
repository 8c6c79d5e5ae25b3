package io.millrace.local.conformance;

import io.millrace.udfs.rules.pattern.suite.NativeEngine;
import io.millrace.udfs.rules.pattern.suite.SuiteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Patterns and events with the matches that Flink CEP or Siddhi finds, on our own engine. */
final class CepSuite implements Suite {
  @Override
  public List<String> endings() {
    return List.of(".json");
  }

  @Override
  public List<CaseResult> run(Path file) throws IOException {
    return SuiteFile.run(file, new NativeEngine(false)).stream()
        .map(outcome -> new CaseResult(outcome.name(), outcome.failure(), outcome.notApplicable()))
        .toList();
  }
}
