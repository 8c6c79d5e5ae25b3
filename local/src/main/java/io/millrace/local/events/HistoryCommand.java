package io.millrace.local.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.StackException;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.store.EventStore;
import io.millrace.store.ObjectHistory;
import io.millrace.store.ObjectStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the history of an object, and the object at any moment of it. */
@Command(
    name = "show",
    description = "Shows every event of an object, and the object after the last, or at a moment.",
    mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private EventStoreOptions options = new EventStoreOptions();

  @Parameters(paramLabel = "OBJECT", description = "TYPE/ID")
  private String object = "";

  @Option(names = "--seq", paramLabel = "N", description = "The object after event N.")
  private @Nullable Long seq;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "The object as it was known at this time, such as 2026-11-21T12:00:00Z.")
  private @Nullable Instant at;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    int slash = object.indexOf('/');
    if (slash < 1 || slash == object.length() - 1) {
      throw new ParameterException(spec.commandLine(), "An object is TYPE/ID, such as machine/m1");
    }
    ObjectHistory history;
    try (ObjectStore store = options.open()) {
      history =
          new ObjectHistory(
              new EventStore(store)
                  .history(object.substring(0, slash), object.substring(slash + 1)));
    }
    if (history.events().isEmpty()) {
      throw new StackException("The store has no event of " + object);
    }
    ObjectHistory.State state = state(history);
    if (state == null) {
      throw new StackException(
          object
              + " was not known then; its first event is of "
              + history.events().get(0).getRecordedAt());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(document(history, state).toPrettyString());
    } else {
      history.events().forEach(event -> line(out, event));
      out.println(EventJson.of(state).toPrettyString());
    }
    out.flush();
    return 0;
  }

  private ObjectHistory.@Nullable State state(ObjectHistory history) {
    if (at != null) {
      return history.at(at);
    }
    return history.at(seq == null ? Long.MAX_VALUE : seq);
  }

  private static ObjectNode document(ObjectHistory history, ObjectHistory.State state) {
    ObjectNode document = EventJson.of(state);
    ArrayNode events = document.putArray("events");
    history.events().forEach(event -> events.add(EventJson.of(event)));
    return document;
  }

  private static void line(PrintWriter out, ObjectEvent event) {
    out.printf(
        "%6d  %-9s %-24s %-28s %s%n",
        event.getSeq(),
        event.getKind(),
        event.getRecordedAt(),
        event.getActor(),
        EventJson.what(event));
  }
}
