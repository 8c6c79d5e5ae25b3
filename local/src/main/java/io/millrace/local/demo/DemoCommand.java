package io.millrace.local.demo;

import io.millrace.local.cli.ConsoleProgress;
import io.millrace.local.cli.StackOptions;
import io.millrace.local.demo.plant.PlantClock;
import io.millrace.local.demo.plant.PlantSize;
import io.millrace.local.demo.replay.Recordings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace demo}: real and checkable data through the whole line. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs this machine's own readings and a simulated plant with planted faults through the"
          + " whole line, changes a rule while data flows, and checks every count.",
      "Brings the stack up if it is down. Exit status 0 only if every check holds."
    })
public final class DemoCommand implements Callable<Integer> {
  /** As a shell has it for a command that Ctrl-C ended. */
  private static final int STOPPED = 130;

  private final @Nullable DemoTarget target;

  @Mixin private StackOptions stack = new StackOptions();

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "For how long the plant sends (default: ${DEFAULT-VALUE}).")
  private int duration;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Plant messages a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--machines",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Machines in the plant, with a room for each ten (default: ${DEFAULT-VALUE}).")
  private int machines;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same day and faults (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Replay the files below DIR instead: CSV 'timestamp,value', JSON lines or arrays.")
  private @Nullable Path data;

  @Option(
      names = "--speed-up",
      paramLabel = "FACTOR",
      defaultValue = "max",
      description =
          "With --data: recorded time for one of real time; 0 or 'max' is as fast as Kafka takes"
              + " it (default: ${DEFAULT-VALUE}).")
  private String speedUp = "max";

  @Option(names = "--exit", description = "Stop the stack at the end.")
  private boolean exit;

  @Spec private @Nullable CommandSpec spec;

  /** A demo on the embedded stack. */
  public DemoCommand() {
    this(null);
  }

  /**
   * @param target where the demo runs; null for the embedded stack
   */
  public DemoCommand(@Nullable DemoTarget target) {
    this.target = target;
  }

  /** Runs the demo; 0 if every check holds, 1 if not, 130 if it was stopped. */
  @Override
  public Integer call() throws Exception {
    DemoOptions options = options();
    PrintStream out = System.out;
    boolean terminal = System.console() != null && System.getenv("CI") == null;
    try {
      return new DemoLifecycle(target(out), options, out, terminal).run() ? 0 : 1;
    } catch (InterruptedException e) {
      System.err.println("The demo was stopped.");
      return STOPPED;
    } catch (IOException e) {
      System.err.println("The demo failed: " + e.getMessage());
      return 1;
    }
  }

  private DemoTarget target(PrintStream out) {
    if (target != null) {
      return target;
    }
    PrintWriter writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
    return new StackTarget(stack.stack(new ConsoleProgress(writer)));
  }

  private DemoOptions options() {
    try {
      PlantSize plant = new PlantSize(machines, Math.max(1, machines / 10), seed);
      Duration length = Duration.ofSeconds(duration);
      DemoOptions options = new DemoOptions(length, rate, plant, data, factor(), exit);
      // Before a stack is brought up for nothing.
      if (data == null) {
        PlantClock.of(0, plant.devices(), rate, length);
      } else {
        Recordings.in(data);
      }
      return options;
    } catch (IllegalArgumentException | IOException e) {
      if (spec == null) {
        throw new IllegalStateException(e);
      }
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private double factor() {
    if (speedUp.equals("max")) {
      return 0;
    }
    try {
      return Double.parseDouble(speedUp);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--speed-up '" + speedUp + "' is no number", e);
    }
  }
}
