package io.millrace.bench.rules;

import io.millrace.local.StackException;
import io.millrace.udfs.rules.Rule;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast the engine is by itself, beside an index written by hand. */
@Command(
    name = "rules",
    description = {
      "Measures the rule engine on one thread beside an index that is written by hand for the",
      "workload, in turns, and 10,000 thresholds beside one. Needs no server. Checks first that",
      "both find the same matches."
    },
    mixinStandardHelpOptions = true)
public final class RuleBench implements Callable<Integer> {
  private static final int CHECKED = 200_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--work",
      split = ",",
      paramLabel = "NAME",
      description =
          "W1 to W7, T and a number of thresholds, scale (10,000 rules beside one); default: all.")
  private List<String> names = List.of("W1", "W2", "W3", "W5", "W6", "W7", "scale");

  @Option(names = "--devices", description = "Default: 1000.")
  private int devices = 1000;

  @Option(names = "--rounds", description = "Turns of each; default: 3.")
  private int rounds = 3;

  @Option(names = "--warm-up", description = "Seconds of each; default: 4.")
  private double warmUp = 4;

  @Option(names = "--seconds", description = "Of a turn; default: 4.")
  private double seconds = 4;

  @Override
  public Integer call() {
    Reading[] stream = Readings.stream(devices, 2_000_000);
    Duel duel = new Duel(stream, (long) (warmUp * 1e9), (long) (seconds * 1e9));
    boolean equal = true;
    for (String name : names) {
      equal &= name.equals("scale") ? scale(duel, stream) : beside(duel, stream, name);
    }
    return equal ? 0 : 1;
  }

  /** The engine and the index on one workload. */
  private boolean beside(Duel duel, Reading[] stream, String name) {
    List<Work> work = work(name);
    List<Rule> rules = RuleDocuments.compile(work);
    List<Supplier<Contender>> contenders = new ArrayList<>();
    contenders.add(() -> new Engine(rules));
    boolean equal = true;
    if (PlainIndex.can(work)) {
      contenders.add(() -> new PlainIndex(work));
      long ours = Pass.run(new Engine(rules), stream, CHECKED, Long.MAX_VALUE).matches();
      long plain = Pass.run(new PlainIndex(work), stream, CHECKED, Long.MAX_VALUE).matches();
      equal = ours == plain;
      if (!equal) {
        line("%-6s WRONG: %,d matches, by hand %,d", name, ours, plain);
      }
    }
    List<List<Double>> rates = duel.run(rounds, contenders);
    double engine = Duel.median(rates.get(0));
    if (rates.size() == 1) {
      line("%-6s D=%d  engine %,.0f/s", name, devices, engine);
    } else {
      double plain = Duel.median(rates.get(1));
      line(
          "%-6s D=%d  engine %,.0f/s  by hand %,.0f/s  ratio %.3f",
          name, devices, engine, plain, engine / plain);
    }
    return equal;
  }

  /** Ten thousand rules and one: with as many matches, and with those of all. */
  private boolean scale(Duel duel, Reading[] stream) {
    List<Rule> one = RuleDocuments.compile(Workload.rules("W1"));
    List<Rule> equal = RuleDocuments.compile(Workload.rules("E10000"));
    List<Rule> many = RuleDocuments.compile(Workload.rules("T10000"));
    long few = Pass.run(new Engine(one), stream, CHECKED, Long.MAX_VALUE).matches();
    long same = Pass.run(new Engine(equal), stream, CHECKED, Long.MAX_VALUE).matches();
    List<List<Double>> rates =
        duel.run(
            rounds,
            List.of(() -> new Engine(one), () -> new Engine(equal), () -> new Engine(many)));
    double single = Duel.median(rates.get(0));
    for (int i = 0; i < 3; i++) {
      double rate = Duel.median(rates.get(i));
      line(
          "%-6s D=%d  engine %,.0f/s  ratio to W1 %.3f",
          List.of("W1", "E10000", "T10000").get(i), devices, rate, rate / single);
    }
    return few == same;
  }

  private static List<Work> work(String name) {
    try {
      return Workload.rules(name);
    } catch (IllegalArgumentException e) {
      throw new StackException(String.valueOf(e.getMessage()), e);
    }
  }

  private void line(String format, @Nullable Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
