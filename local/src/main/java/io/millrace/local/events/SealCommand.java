package io.millrace.local.events;

import io.millrace.store.Manifest;
import io.millrace.store.ObjectStore;
import io.millrace.store.Sealer;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Seals the days that are over. */
@Command(
    name = "seal",
    description = {
      "Sorts the events of days that are over into large files by object, with an index, and chains"
          + " their hashes. To be run once a day, by one process at a time."
    },
    mixinStandardHelpOptions = true)
final class SealCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private EventStoreOptions options = new EventStoreOptions();

  @Option(
      names = "--before",
      paramLabel = "DATE",
      description =
          "Days before this one (UTC). Default: today. With a later one, files that are written"
              + " meanwhile are sealed by the next run.")
  private @Nullable LocalDate before;

  @Override
  public Integer call() throws IOException {
    Clock clock = Clock.systemUTC();
    LocalDate today =
        before != null ? before : LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Manifest> made;
    try (ObjectStore store = options.open()) {
      made = new Sealer(store, clock).sealBefore(today);
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Manifest manifest : made) {
      out.printf(
          "%s: %d events of %d files into %d; manifest %d%n",
          manifest.date(),
          manifest.events(),
          manifest.sources().size(),
          manifest.files().size(),
          manifest.number());
    }
    out.printf("%d days sealed%n", made.size());
    out.flush();
    return 0;
  }
}
