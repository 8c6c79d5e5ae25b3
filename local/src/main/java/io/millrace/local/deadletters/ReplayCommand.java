package io.millrace.local.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.api.ServiceOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends the messages of letters again. */
@Command(
    name = "replay",
    description = {
      "Sends the messages of dead letters again, with the mappings that are in force by then. The",
      "same call again makes no duplicates. What passes becomes resolved, see list --state",
      "resolved; what fails again stays open with one attempt more."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private FilterOptions filter = new FilterOptions();

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Single letters, without filters.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All open letters: needed where no filter is given.")
  private boolean all;

  @Option(
      names = "--mapping",
      paramLabel = "ID",
      description = "Apply this mapping alone, instead of the one that refused the message.")
  private @Nullable String mapping;

  @Option(names = "--limit", description = "Letters at most, up to 100,000.")
  private @Nullable Integer limit;

  @Override
  public Integer call() {
    if ((ids.isEmpty() ? 0 : 1) + (filter.any() ? 1 : 0) + (all ? 1 : 0) != 1) {
      throw new ParameterException(
          spec.commandLine(), "Say which letters: by ids, by filters, or --all");
    }
    PrintWriter out = spec.commandLine().getOut();
    JsonNode answer = new LetterApi(service.api()).post("replay", request());
    if (service.json()) {
      out.println(answer.toPrettyString());
    } else {
      Reports.replay(answer, out);
    }
    out.flush();
    return 0;
  }

  private ObjectNode request() {
    ObjectNode request = new ObjectMapper().createObjectNode();
    if (ids.isEmpty()) {
      request.set("filter", filter.json());
    } else {
      ArrayNode list = request.putArray("ids");
      ids.forEach(list::add);
    }
    if (mapping != null) {
      request.put("mapping", mapping);
    }
    if (limit != null) {
      request.put("limit", limit);
    }
    return request;
  }
}
