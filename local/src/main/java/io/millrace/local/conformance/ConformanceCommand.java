package io.millrace.local.conformance;

import io.millrace.local.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a suite's files against the code that the ingest job runs; needs no server. */
@Command(
    name = "conformance",
    description = {
      "Runs the cases of public suites against the code that reads device messages and",
      "matches patterns; needs no server. Names each case that fails and ends with the line",
      "'N passed, N failed'; cases that do not apply are counted and named by their reasons.",
      "Exit status 0 if none failed, else 1."
    },
    mixinStandardHelpOptions = true)
public final class ConformanceCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "SUITE", description = "One of ${COMPLETION-CANDIDATES}.")
  private SuiteKind kind = SuiteKind.JSON;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files or folders with the suite's cases.")
  private List<Path> files = List.of();

  @Option(names = "--verbose", description = "Names the cases that pass, too.")
  private boolean verbose;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "Of patterns: native (our own, default) or flink-cep.")
  private String engine = "native";

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Suite suite = suite();
    List<CaseResult> results = new ArrayList<>();
    List<Path> found = new ArrayList<>();
    for (Path file : CaseFiles.of(files, suite.endings())) {
      if (Files.isRegularFile(file)) {
        found.add(file);
      } else {
        results.add(CaseResult.failed(file.toString(), "there is no such file"));
      }
    }
    for (Path file : found) {
      results.addAll(run(suite, file));
    }
    if (results.isEmpty()) {
      results.add(CaseResult.failed(files.toString(), "there are no cases in it"));
    }
    return report(out, results.stream().distinct().toList());
  }

  private Suite suite() {
    return switch (engine) {
      case "native" -> kind.suite();
      case "flink-cep" -> {
        if (kind != SuiteKind.CEP) {
          throw new StackException("--engine is for the suite cep");
        }
        yield new FlinkCepSuite();
      }
      default ->
          throw new StackException("There is no engine '" + engine + "': native or flink-cep");
    };
  }

  private static List<CaseResult> run(Suite suite, Path file) {
    try {
      return suite.run(file);
    } catch (IOException e) {
      return List.of(CaseResult.failed(file.toString(), "cannot be read: " + e.getMessage()));
    }
  }

  private int report(PrintWriter out, List<CaseResult> results) {
    for (CaseResult result : results) {
      if (result.failed()) {
        out.println("failed " + result.name() + ": " + result.failure());
      } else if (verbose && result.passed()) {
        out.println("passed " + result.name());
      }
    }
    int left = reportNotApplicable(out, results);
    long failed = results.stream().filter(CaseResult::failed).count();
    String last = (results.size() - failed - left) + " passed, " + failed + " failed";
    out.println(left == 0 ? last : last + ", " + left + " not applicable");
    out.flush();
    return failed == 0 ? 0 : 1;
  }

  /** By their reasons; how many there are. */
  private static int reportNotApplicable(PrintWriter out, List<CaseResult> results) {
    Map<String, List<String>> reasons = new TreeMap<>();
    int count = 0;
    for (CaseResult result : results) {
      if (result.notApplicable() != null) {
        reasons.computeIfAbsent(result.notApplicable(), r -> new ArrayList<>()).add(result.name());
        count++;
      }
    }
    reasons.forEach(
        (reason, names) ->
            out.println(
                "not applicable, "
                    + names.size()
                    + ": "
                    + reason
                    + ": "
                    + String.join(", ", names)));
    return count;
  }
}
