package io.millrace.bench.projection;

import io.millrace.bench.rules.Duel;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast the projection job writes, beside the bulk ingester of Elasticsearch's own client. */
@Command(
    name = "projection",
    description = {
      "Measures documents a second that Elasticsearch has taken: from the projection job, and from"
          + " the official client's bulk ingester alone with the same documents, in turns, each"
          + " into an index of its own. Starts an Elasticsearch as up does, on a free port."
    },
    mixinStandardHelpOptions = true)
public final class ProjectionBench implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--rounds", description = "Turns of each; default: 4.")
  private int rounds = 4;

  @Option(
      names = "--warm-up",
      description = "Seconds of each turn before what is measured; default: 6.")
  private double warmUp = 6;

  @Option(names = "--seconds", description = "Of each turn that are measured; default: 10.")
  private double seconds = 10;

  @Option(
      names = "--parallelism",
      description =
          "Subtasks of the job, and requests of the ingester on their way for each; default: 2.")
  private int parallelism = 2;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Writing.Start> contenders = new LinkedHashMap<>();
    contenders.put("job", (url, loop) -> JobWriting.start(url, loop, parallelism));
    contenders.put("ingester", (url, loop) -> IngesterWriting.start(url, loop, 2 * parallelism));
    List<Map.Entry<String, Writing.Start>> turns = new ArrayList<>(contenders.entrySet());
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    try (SearchNode node = SearchNode.start(out)) {
      for (int round = 1; round <= rounds; round++) {
        for (Map.Entry<String, Writing.Start> each : turns) {
          double rate = rate(node, "bench-" + each.getKey() + "-" + round, each.getValue());
          rates.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(rate);
          line(out, "  %d %-9s %,9.0f documents/s", round, each.getKey(), rate);
        }
        // Whoever comes later finds a warmer Elasticsearch.
        Collections.reverse(turns);
      }
    }
    double job = Duel.median(rates.getOrDefault("job", List.of()));
    double ingester = Duel.median(rates.getOrDefault("ingester", List.of()));
    line(out, "job %,.0f, ingester %,.0f documents/s; ratio %.2f", job, ingester, job / ingester);
    return 0;
  }

  private double rate(SearchNode node, String type, Writing.Start contender) throws Exception {
    ObjectLoop loop = new ObjectLoop(type);
    String alias = loop.document(0).alias();
    node.create(alias);
    try (Writing unused = contender.start(node.url(), loop)) {
      return IndexRate.of(node, alias, warmUp, seconds);
    } finally {
      node.delete(alias);
    }
  }

  private static void line(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
