package io.millrace.bench.objectify;

import io.millrace.bench.flink.Rate;
import io.millrace.local.StackException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast objects are made of observations, beside a job that only reads and writes state. */
@Command(
    name = "objectify",
    description = {
      "Measures the objectify job on RocksDB, from memory to a sink that discards, beside the same"
          + " job with one read and one write of state in the place of its operator: of a number,"
          + " and of what was said last. All objects are there before it is measured. Needs no"
          + " server."
    },
    mixinStandardHelpOptions = true)
public final class ObjectifyBench implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--objects", description = "Default: 1000000.")
  private int objects = 1_000_000;

  @Option(names = "--parallelism", description = "Default: 2.")
  private int parallelism = 2;

  @Option(names = "--rounds", description = "Turns of each; default: 3.")
  private int rounds = 3;

  @Option(
      names = "--warm-up",
      description =
          "Seconds of each turn, once all objects are there: RocksDB has to sort them; default: 20.")
  private double warmUp = 20;

  @Option(names = "--seconds", description = "Of each turn that are measured; default: 6.")
  private double seconds = 6;

  @Override
  public Integer call() throws Exception {
    if (objects < parallelism || parallelism < 1 || rounds < 1) {
      throw new StackException("Each of the parallel readers needs an object, and there a round");
    }
    Map<Keeper, List<Rate>> rates = new EnumMap<>(Keeper.class);
    List<Keeper> turns = new ArrayList<>(Arrays.asList(Keeper.values()));
    for (int round = 1; round <= rounds; round++) {
      for (Keeper keeper : turns) {
        Rate rate = turn(keeper, round);
        rates.computeIfAbsent(keeper, k -> new ArrayList<>()).add(rate);
      }
      // Whoever comes later finds more of Flink compiled.
      Collections.rotate(turns, 1);
    }
    summary(rates);
    return 0;
  }

  private Rate turn(Keeper keeper, int round) throws Exception {
    try (ObjectifyRun job = new ObjectifyRun(keeper, objects, parallelism)) {
      job.fill();
      Rate rate = job.rate((long) (warmUp * 1e9), (long) (seconds * 1e9));
      line("  %d %-12s %s", round, keeper.text(), rate);
      if (round == rounds) {
        line("    %-12s %,.0f bytes of state an object", keeper.text(), job.bytesAnObject());
      }
      return rate;
    }
  }

  private void summary(Map<Keeper, List<Rate>> rates) {
    Rate ours = Rate.median(rates.getOrDefault(Keeper.OBJECTIFY, List.of()));
    line("%,d objects, parallelism %d: objectify %s", objects, parallelism, ours);
    for (Keeper keeper : List.of(Keeper.BARE, Keeper.BARE_OBJECT)) {
      Rate other = Rate.median(rates.getOrDefault(keeper, List.of()));
      line(
          "%s %s; ratio %.2f, a core %.2f",
          keeper.text(),
          other,
          ours.perSecond() / other.perSecond(),
          ours.perCore() / other.perCore());
    }
  }

  private void line(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
