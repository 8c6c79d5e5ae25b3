package io.millrace.local.projection;

import io.millrace.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds the indexes against the events. */
@Command(
    name = "verify",
    description = {
      "Compares the indexes with the event store and with what Kafka has: documents that are"
          + " missing, stale, of another content, or of no event.",
      "Exit status 0 where all agree or were repaired, else 1."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ProjectionOptions options = new ProjectionOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "TYPE",
      defaultValue = "all",
      description = "An object type, a link type, or all (the default).")
  private String type = "all";

  @Option(names = "--repair", description = "Write what the events say.")
  private boolean repair;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description = "Go on for ever, with this pause: 30s, 10m, 2h.")
  private @Nullable String every;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Duration pause = every == null ? null : duration(every);
    while (true) {
      AuditReport report = audit();
      report.print(spec.commandLine().getOut());
      if (pause == null) {
        return report.left() == 0 ? 0 : 1;
      }
      Thread.sleep(pause.toMillis());
    }
  }

  private AuditReport audit() throws IOException {
    SearchServer server = options.server();
    Set<String> aliases = new TreeSet<>(new Indexes(server).aliases());
    Predicate<String> wanted = alias -> true;
    if (!type.equals("all")) {
      Set<String> named = Set.of("objects-" + type, "links-" + type);
      aliases.retainAll(named);
      wanted = named::contains;
    }
    try (EventTopic topic = options.topic();
        ObjectStore store = options.store()) {
      return new Audit(store, topic, server, "", PAUSE).run(aliases, wanted, repair);
    }
  }

  private Duration duration(String text) {
    try {
      return Duration.parse("PT" + text.strip());
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          spec.commandLine(), "'" + text + "' is no time such as 30s, 10m or 2h", e);
    }
  }
}
