package io.millrace.local.conformance;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Random cases on our own engine and on another. */
@Command(
    name = "fuzz",
    description = {
      "Runs random patterns and events on our own matcher and on Flink CEP's; needs no",
      "server. A disagreement is printed as the smallest case that shows it, in the form",
      "that 'conformance cep' reads. Exit status 0 if there is none, else 1."
    },
    mixinStandardHelpOptions = true)
public final class FuzzCommand implements Callable<Integer> {
  /** What can be compared. */
  enum Subject {
    pattern
  }

  @Parameters(index = "0", paramLabel = "SUBJECT", description = "One of ${COMPLETION-CANDIDATES}.")
  private Subject subject = Subject.pattern;

  @Option(names = "--cases", paramLabel = "N", description = "How many; default ${DEFAULT-VALUE}.")
  private long cases = 10_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the first case, the others follow; default ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String[] arguments = {"fuzz", Long.toString(cases), Long.toString(seed)};
    return switch (subject) {
      case pattern ->
          new ProcessBuilder(PatternChecks.command(arguments)).inheritIO().start().waitFor();
    };
  }
}
