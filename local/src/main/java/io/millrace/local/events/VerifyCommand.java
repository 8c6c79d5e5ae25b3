package io.millrace.local.events;

import io.millrace.store.ObjectStore;
import io.millrace.store.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Proves a store. */
@Command(
    name = "verify",
    description = {
      "Reads the whole store: no gap and no duplicate in the numbers of any object, sealed files as"
          + " they were sealed, the chain of manifests unbroken.",
      "Exit status 0 where all of it holds, else 1."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  /** More than anybody reads; the count says how many there were. */
  private static final int SHOWN = 100;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private EventStoreOptions options = new EventStoreOptions();
  private int shown;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Verifier.Summary summary;
    try (ObjectStore store = options.open()) {
      summary = new Verifier(store, problem -> show(out, problem)).verify();
    }
    out.printf(
        "%d objects, %d events, %d copies, %d manifests, %d problems%n",
        summary.objects(),
        summary.events(),
        summary.copies(),
        summary.manifests(),
        summary.problems());
    out.flush();
    return summary.problems() == 0 ? 0 : 1;
  }

  private void show(PrintWriter out, String problem) {
    shown++;
    if (shown <= SHOWN) {
      out.println(problem);
    } else if (shown == SHOWN + 1) {
      out.println("…");
    }
  }
}
