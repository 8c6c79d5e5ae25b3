package io.millrace.local.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.StackException;
import io.millrace.local.api.ServiceOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries a mapping on letters. */
@Command(
    name = "try",
    description = {
      "Tries a mapping on the messages of dead letters, by the code of the ingest job; nothing is",
      "written. Exit status 0 if all would pass, 1 if some would fail or could not be tried."
    },
    mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private FilterOptions filter = new FilterOptions();

  @ArgGroup(multiplicity = "1")
  private Choice choice = new Choice();

  @Option(names = "--limit", description = "Letters at most, up to 100,000.")
  private @Nullable Integer limit;

  /** A mapping on trial. */
  static final class Choice {
    @Option(names = "--mapping", paramLabel = "FILE", description = "A mapping, not saved yet.")
    private @Nullable Path file;

    @ArgGroup(exclusive = false)
    private @Nullable Saved saved;
  }

  /** A mapping that the service has. */
  static final class Saved {
    @Option(names = "--saved", required = true, paramLabel = "ID", description = "A saved mapping.")
    private String id = "";

    @Option(names = "--version", description = "Of the saved mapping; default: the present one.")
    private @Nullable Long version;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode request = JSON.createObjectNode();
    request.set("filter", filter.json());
    request.set("mapping", mapping());
    if (limit != null) {
      request.put("limit", limit);
    }
    JsonNode answer = new LetterApi(service.api()).post("try", request);
    if (service.json()) {
      out.println(answer.toPrettyString());
    } else {
      Reports.trial(answer, out);
    }
    out.flush();
    boolean all = answer.path("wouldPass").asLong() == answer.path("matched").asLong();
    return all ? 0 : 1;
  }

  private ObjectNode mapping() throws IOException {
    ObjectNode mapping = JSON.createObjectNode();
    Saved saved = choice.saved;
    if (saved != null) {
      mapping.put("id", saved.id);
      if (saved.version != null) {
        mapping.put("version", saved.version);
      }
    } else if (choice.file != null) {
      mapping.set("document", read(choice.file));
    }
    return mapping;
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new StackException(file + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (NoSuchFileException e) {
      throw new StackException("There is no file " + file, e);
    }
  }
}
