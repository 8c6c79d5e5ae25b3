package io.millrace.bench.flink;

import io.millrace.bench.flink.Cell.Backend;
import io.millrace.bench.rules.PlainIndex;
import io.millrace.bench.rules.Workload;
import io.millrace.local.StackException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast the rules operator is in Flink, beside the bare frame and beside Flink CEP. */
@Command(
    name = "rules-flink",
    description = {
      "Measures the operator of the rules job in Flink: thresholds beside a function that does"
          + " nothing, patterns beside Flink CEP, in turns, each a job of its own in this JVM."
          + " Needs no server. Checks first that the matches are those of an index written by hand."
    },
    mixinStandardHelpOptions = true)
public final class FlinkRuleBench implements Callable<Integer> {
  private static final String STATE = "state";

  /** A hundred rules each: such as remember nothing, and such as remember much. */
  private static final List<String> HUNDREDS = List.of("W2", "W6");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--work",
      split = ",",
      paramLabel = "NAME",
      description =
          "W1 to W3, W5 to W7, T or E and a number of thresholds, state (bytes a device for the"
              + " 100 rules of W2 and of W6); default: all of W and state.")
  private List<String> names = List.of("W1", "W2", "W3", "W5", "W6", "W7", STATE);

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "N",
      description = "Divisors of a million; default: 1000.")
  private List<Integer> devices = List.of(1000);

  @Option(
      names = "--backend",
      split = ",",
      paramLabel = "NAME",
      description = "heap, rocksdb; default: heap, and for W5, W7 and state rocksdb too.")
  private List<String> backends = List.of();

  @Option(names = "--rounds", description = "Turns of each; default: 3.")
  private int rounds = 3;

  @Option(
      names = "--warm-up",
      description = "Seconds of each turn before what is measured; default: 4.")
  private double warmUp = 4;

  @Option(names = "--seconds", description = "Of each turn that are measured; default: 4.")
  private double seconds = 4;

  @Override
  public Integer call() throws Exception {
    List<Backend> asked = backends.stream().map(FlinkRuleBench::backend).toList();
    names.stream().filter(name -> !name.equals(STATE)).forEach(FlinkRuleBench::require);
    CellDuel duel = new CellDuel(spec.commandLine().getOut(), rounds, warmUp, seconds);
    boolean right = true;
    // Devices outside: readings are made once for each number of them.
    for (int count : devices) {
      require(count);
      for (String name : names) {
        if (name.equals(STATE)) {
          for (Cell cell : hundreds(count, asked)) {
            duel.state(cell);
          }
          continue;
        }
        for (Cell cell : cells(name, count, asked)) {
          right &= duel.run(cell);
        }
      }
    }
    return right ? 0 : 1;
  }

  private static List<Cell> cells(String work, int devices, List<Backend> asked) {
    List<Cell> cells = new ArrayList<>();
    for (Backend backend : Backend.values()) {
      Cell cell = new Cell(work, devices, backend);
      if (asked.isEmpty() ? cell.hasAim() : asked.contains(backend)) {
        cells.add(cell);
      }
    }
    return cells;
  }

  private static List<Cell> hundreds(int devices, List<Backend> asked) {
    List<Cell> cells = new ArrayList<>();
    for (Backend backend : asked.isEmpty() ? Arrays.asList(Backend.values()) : asked) {
      HUNDREDS.forEach(work -> cells.add(new Cell(work, devices, backend)));
    }
    return cells;
  }

  private static Backend backend(String name) {
    return Arrays.stream(Backend.values())
        .filter(backend -> backend.text().equals(name))
        .findAny()
        .orElseThrow(() -> new StackException("--backend is heap or rocksdb, not " + name));
  }

  private static void require(int devices) {
    if (devices < 1 || ObservationLoop.LENGTH % devices != 0) {
      throw new StackException("--devices are divisors of a million, not " + devices);
    }
  }

  private static void require(String name) {
    try {
      if (!PlainIndex.can(Workload.rules(name))) {
        throw new StackException(name + " has no cell in Flink");
      }
    } catch (IllegalArgumentException e) {
      throw new StackException(String.valueOf(e.getMessage()), e);
    }
  }
}
