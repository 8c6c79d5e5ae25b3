package io.millrace.local.tpch;

import io.millrace.local.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the tables of TPC-H. */
@Command(
    name = "tpch",
    description = {
      "Writes the eight tables of the TPC-H benchmark as CSV files, to be loaded with",
      "--ontology examples/ontology/tpch.yaml --mapping examples/tpch/object-mappings.",
      "Takes 300 MB of memory for the texts."
    },
    mixinStandardHelpOptions = true)
public final class TpchCommand implements Callable<Integer> {
  /** A tenth of a hundredth: below that TPC-H has no suppliers to speak of. */
  private static final double LEAST = 0.001;

  private static final double MOST = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scale",
      defaultValue = "0.01",
      description = "0.001 to 100; 0.01 (default): 15,000 orders and 60,175 line items, 11 MB.")
  private double scale;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to; made where it is not there.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (!(scale >= LEAST && scale <= MOST)) {
      throw new StackException("--scale must be from " + LEAST + " to " + MOST);
    }
    PrintWriter out = spec.commandLine().getOut();
    TpchFiles.write(scale, folder)
        .forEach((table, rows) -> out.printf("%-10s %,12d%n", table, rows));
    out.flush();
    return 0;
  }
}
